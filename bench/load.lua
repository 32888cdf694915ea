-- Sends the requests of a file (hexadecimal, one a line) in turn, and says what came of it in one line.
local requests, at = {}, 0

function init()
  for line in io.lines(os.getenv("KAIKA_REQUESTS")) do
    local body = line:gsub("..", function(pair) return string.char(tonumber(pair, 16)) end)
    requests[#requests + 1] = wrk.format("POST", nil, { ["Content-Type"] = "application/ocsp-request" }, body)
  end
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format("RESULT %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(99), failed))
end
