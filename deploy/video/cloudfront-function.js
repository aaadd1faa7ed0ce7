/**
 * CloudFront function (JavaScript runtime 2.0, event "viewer request") in front of the delivery
 * store, a bucket behind an origin access control. It checks the address and leaves the token out
 * of what is asked and cached, so that all viewers share it. DELIVERY_KEY is put in when it is
 * deployed; the installation keeps EDUMASTER_DELIVERY_SIGNATURE at its default, hmac-sha256.
 *
 * The runtime knows no modules but its own, hence `require` and no export.
 */
const crypto = require('crypto');

const key = 'DELIVERY_KEY';
const address =
  /^\/v\/([\w-]{43})\.(\d{1,12})\/([0-9a-f-]{36})\/([\w-]+(?:\/[\w-]+)*\.(?:m3u8|mpd|mp4|vtt|jpg|webp))$/;

// eslint-disable-next-line no-unused-vars
function handler(event) {
  const request = event.request;
  const parts = address.exec(request.uri);
  if (!parts) return refuse(404, 'Not Found');
  const expected = crypto
    .createHmac('sha256', key)
    .update(parts[2] + '\n' + parts[3])
    .digest('base64url');
  if (!isEqual(parts[1], expected)) return refuse(403, 'Forbidden');
  if (Number(parts[2]) * 1000 <= Date.now()) return refuse(403, 'Forbidden');
  request.uri = '/media/' + parts[3] + '/play/' + parts[4];
  request.querystring = {};
  return request;
}

/** The runtime has no comparison in constant time. */
function isEqual(given, expected) {
  if (given.length !== expected.length) return false;
  let difference = 0;
  for (let index = 0; index < given.length; index += 1) {
    difference |= given.charCodeAt(index) ^ expected.charCodeAt(index);
  }
  return difference === 0;
}

function refuse(statusCode, statusDescription) {
  return { statusCode, statusDescription };
}
