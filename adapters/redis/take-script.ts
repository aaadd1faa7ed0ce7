/**
 * Takes a place in one step, by the clock of Redis, so that processes whose clocks differ share a
 * window. A key is a sorted set of places by the microsecond in which each was taken.
 *
 * KEYS[1] count of a subject; ARGV: most, window in microseconds, id of the place.
 * Answers {1, places left} or {0, seconds to wait}.
 *
 * Times are passed on as Redis gave them and compared as doubles, which hold microseconds exactly
 * until the year 2255; joining them to a text with `..` would round them.
 */
export const takeScript = `
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local most = tonumber(ARGV[1])
local window = tonumber(ARGV[2])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now - window))
local used = redis.call('ZCARD', KEYS[1])
if used >= most then
  local place = redis.call('ZRANGE', KEYS[1], used - most, used - most, 'WITHSCORES')
  return {0, math.max(1, math.ceil((tonumber(place[2]) + window - now) / 1000000))}
end
redis.call('ZADD', KEYS[1], string.format('%.0f', now), ARGV[3])
redis.call('PEXPIRE', KEYS[1], math.ceil(window / 1000) + 1000)
return {1, most - used - 1}
`;
