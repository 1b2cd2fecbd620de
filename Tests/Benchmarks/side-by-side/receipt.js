// node receipt.js PORT FILE map|simple bearer|signed SECRET
// A lead intake as one would write it for Node.js: credential, parse, map, raw and mapped lead appended to FILE, and an answer
// once fdatasync has come back; everything that waits goes into the next group. POST /document answers the mapped lead itself.
'use strict';
const crypto = require('node:crypto'), fs = require('node:fs'), http = require('node:http');
const [, , port, file, mapping, credential, secret] = process.argv;
const map = require('./trisalis.js')[mapping];
const journal = fs.openSync(file, 'a');

let waiting = [], writing = false;
function keep(entry, answer) {
  waiting.push({ entry, answer });
  if (!writing) writeGroup();
}
function writeGroup() {
  writing = true;
  const group = waiting;
  waiting = [];
  const end = (error) => {
    for (const { answer } of group) answer(error);
    writing = false;
    if (waiting.length) writeGroup();
  };
  fs.write(journal, Buffer.concat(group.map(({ entry }) => entry)), (error) => (error ? end(error) : fs.fdatasync(journal, end)));
}

const bearer = Buffer.from('Bearer ' + secret);
function isProven(request, body) {
  const given = Buffer.from(request.headers[credential === 'bearer' ? 'authorization' : 'x-hub-signature-256'] ?? '');
  const right = credential === 'bearer'
    ? bearer : Buffer.from('sha256=' + crypto.createHmac('sha256', secret).update(body).digest('hex'));
  return given.length === right.length && crypto.timingSafeEqual(given, right);
}

function answer(response, status, value) {
  const text = JSON.stringify(value);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
}

http.createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    const body = Buffer.concat(parts);
    if (!isProven(request, body)) return answer(response, 401, { title: 'Unauthorized' });
    let document;
    try { document = map(JSON.parse(body.toString('utf8'))); } catch { return answer(response, 400, { title: 'Bad Request' }); }
    if (request.url === '/document') return answer(response, 200, document);
    const id = crypto.randomUUID();
    const entry = Buffer.concat([body, Buffer.from('\n' + JSON.stringify({ id, document }) + '\n')]);
    keep(entry, (error) => (error ? answer(response, 503, {}) : answer(response, 200, { id, status: 'accepted' })));
  });
}).listen(Number(port), '127.0.0.1');
