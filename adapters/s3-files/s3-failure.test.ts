import { inspect } from 'node:util';
import { AppError } from '@edumaster/kernel';
import { expect, test } from 'vitest';
import { asFilesError } from './s3-failure.ts';

const answer = (httpStatusCode: number, name: string, more = {}) =>
  Object.assign(new Error('in words'), { name, $metadata: { httpStatusCode }, ...more });

test.each([
  ['NoSuchUpload', 404, 'no_such_upload'],
  ['NoSuchKey', 404, 'not_found'],
  ['NotFound', 404, 'not_found'],
  ['InvalidRange', 416, 'invalid_range'],
  ['InvalidPart', 400, 'incomplete'],
])('%s is a refusal', (name, status, code) => {
  expect(asFilesError(answer(status, name), 'x')).toMatchObject({ name: 'FilesError', code });
});

test.each([
  answer(403, 'AccessDenied'),
  answer(404, 'NoSuchBucket'),
  answer(503, 'SlowDown'),
  Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
  Object.assign(new Error('connect'), { name: 'TimeoutError', $metadata: { attempts: 3 } }),
])('%s means that the store is unavailable', (error) => {
  expect(asFilesError(error, 'x')).toMatchObject({ code: 'unavailable', retryAfterSeconds: 5 });
});

test('what an operator reads names no credentials', () => {
  const secrets = { AWSAccessKeyId: 'AKIA', StringToSign: 'secret', $response: { body: 'secret' } };
  const error = asFilesError(answer(403, 'SignatureDoesNotMatch', secrets), 'write media/1');
  expect(error).toBeInstanceOf(AppError);
  expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/AKIA|secret/);
  expect(inspect(error)).toContain('SignatureDoesNotMatch: write media/1: in words');
});

test('a bug stays what it is', () => {
  const bug = new TypeError('undefined is not a function');
  expect(asFilesError(bug, 'x')).toBe(bug);
  expect(asFilesError(Object.assign(bug, { $metadata: { attempts: 1 } }), 'x')).toBe(bug);
});
