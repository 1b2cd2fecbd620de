"""python3 receipt.py PORT FILE map|simple bearer|signed SECRET: the lead intake of receipt.js for uvicorn and Starlette."""
import asyncio, hashlib, hmac, json, os, sys, uuid
import uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route
import trisalis

port, file, mapping, credential, secret = sys.argv[1:]
map_lead = getattr(trisalis, mapping)
journal = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
waiting, writer = [], None
bearer = ("Bearer " + secret).encode()


def write(entries):
    os.write(journal, b"".join(entries))
    os.fdatasync(journal)


async def write_groups():
    global waiting, writer
    while waiting:
        group, waiting = waiting, []
        await asyncio.to_thread(write, [entry for entry, _ in group])
        for _, done in group:
            done.set_result(None)
    writer = None


async def keep(entry):
    global writer
    done = asyncio.get_running_loop().create_future()
    waiting.append((entry, done))
    if writer is None:
        writer = asyncio.create_task(write_groups())
    await done


def is_proven(request, body):
    if credential == "bearer":
        return hmac.compare_digest(request.headers.get("authorization", "").encode(), bearer)
    right = "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(request.headers.get("x-hub-signature-256", "").encode(), right.encode())


async def take(request):
    body = await request.body()
    if not is_proven(request, body):
        return JSONResponse({"title": "Unauthorized"}, 401)
    try:
        document = map_lead(json.loads(body))
    except ValueError:
        return JSONResponse({"title": "Bad Request"}, 400)
    if request.url.path == "/document":
        return JSONResponse(document)
    lead = str(uuid.uuid4())
    await keep(body + b"\n" + json.dumps({"id": lead, "document": document}, ensure_ascii=False).encode() + b"\n")
    return JSONResponse({"id": lead, "status": "accepted"})


routes = [Route(path, take, methods=["POST"]) for path in ("/hooks/lead", "/document")]
uvicorn.run(Starlette(routes=routes), host="127.0.0.1", port=int(port), log_level="warning", access_log=False)
