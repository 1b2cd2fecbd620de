-- wrk -s post.lua URL -- LEADS PATH bearer|signed SECRET RUN [PAUSE]
-- Posts the leads of a file in turn, each with a lead_id of its own; PAUSE: milliseconds between two posts of a connection.
-- Prints what came of it as JSON: posts, microseconds, latencies, answers that were no success.
local ffi = require("ffi")
local threads = 0
function setup(thread)
  thread:set("thread", threads)
  threads = threads + 1
end

local leads, head, last, number, prefix, secret, signed, pause = {}, "", "", 0, "", "", false, 0
function init(args)
  for line in io.lines(args[1]) do
    local from, to = line:find('"lead_id":"', 1, true)
    local till = line:find('"', to + 1, true)
    leads[#leads + 1] = { line:sub(1, to), line:sub(till), #line - (till - to - 1) + 36 }
  end
  signed, secret = args[3] == "signed", args[4]
  prefix = string.format("%08x-%04x-4000-8000-", tonumber(args[5]), thread)
  pause = tonumber(args[6] or "0")
  head = "POST " .. args[2] .. " HTTP/1.1\r\nHost: leads.example\r\nContent-Type: application/json\r\n"
  if signed then
    ffi.cdef [[
      const void *EVP_sha256(void);
      unsigned char *HMAC(const void *, const void *, int, const unsigned char *, size_t, unsigned char *, unsigned int *);
    ]]
    local crypto = ffi.load("libcrypto.so.3")
    local md, size = ffi.new("unsigned char[64]"), ffi.new("unsigned int[1]")
    sign = function(body)
      crypto.HMAC(crypto.EVP_sha256(), secret, #secret, body, #body, md, size)
      local hex = {}
      for index = 0, size[0] - 1 do hex[index + 1] = string.format("%02x", md[index]) end
      return "X-Hub-Signature-256: sha256=" .. table.concat(hex) .. "\r\n"
    end
  else
    head = head .. "Authorization: Bearer " .. secret .. "\r\n"
  end
end

function request()
  number = number + 1
  local lead = leads[number % #leads + 1]
  local body = lead[1] .. prefix .. string.format("%012x", number) .. lead[2]
  return head .. (signed and sign(body) or "") .. "Content-Length: " .. #body .. "\r\n\r\n" .. body
end

function delay()
  return pause > 0 and math.random(0, 2 * pause) or 0
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format('{"posts": %d, "us": %d, "p50": %d, "p99": %d, "failed": %d}\n', summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
