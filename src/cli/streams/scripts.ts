/**
 * Adds rows in order while there is room, and remembers the last one in the same step: a feed that was stopped goes on where it was.
 * KEYS: in, fed. ARGV: most unanswered rows, name of the input, then for each row its number, place, header and bytes.
 * Returns how many of the rows are done.
 */
export const FEED = `
local room = tonumber(ARGV[1]) - redis.call('XLEN', KEYS[1])
local last = tonumber(redis.call('HGET', KEYS[2], ARGV[2]) or '0')
local done = 0
for i = 3, #ARGV, 4 do
  local row = tonumber(ARGV[i])
  if row > last then
    if room <= 0 then break end
    redis.call('XADD', KEYS[1], '*', 'place', ARGV[i + 1], 'header', ARGV[i + 2], 'bytes', ARGV[i + 3])
    redis.call('HSET', KEYS[2], ARGV[2], ARGV[i])
    last = row
    room = room - 1
  end
  done = done + 1
end
return done
`;

/**
 * Acknowledges rows and stores their results in one step. Who comes second with a row stores nothing, so each result is there once.
 * KEYS: in, out. ARGV: group, then for each row its id, place and lines. Returns how many were stored, and how many rows are left.
 */
export const COMMIT = `
local stored = 0
for i = 2, #ARGV, 3 do
  if redis.call('XACK', KEYS[1], ARGV[1], ARGV[i]) == 1 then
    redis.call('XADD', KEYS[2], '*', 'place', ARGV[i + 1], 'lines', ARGV[i + 2])
    redis.call('XDEL', KEYS[1], ARGV[i])
    stored = stored + 1
  end
end
return { stored, redis.call('XLEN', KEYS[1]) }
`;

/**
 * Gives a row up: an error line as its result, and the row into the dead stream with the reason.
 * KEYS: in, out, dead. ARGV: group, id, place, lines, reason, text. Returns 1 where it was stored.
 */
export const GIVE_UP = `
if redis.call('XACK', KEYS[1], ARGV[1], ARGV[2]) == 0 then return 0 end
redis.call('XADD', KEYS[2], '*', 'place', ARGV[3], 'lines', ARGV[4])
redis.call('XADD', KEYS[3], '*', 'place', ARGV[3], 'reason', ARGV[5], 'text', ARGV[6])
redis.call('XDEL', KEYS[1], ARGV[2])
return 1
`;
