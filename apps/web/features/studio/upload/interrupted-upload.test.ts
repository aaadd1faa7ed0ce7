import { expect, test } from 'vitest';
import {
  forgetUpload,
  interruptedWith,
  isSameFile,
  type KeyValueStorage,
  recallUpload,
  rememberUpload,
} from './interrupted-upload.ts';

const upload = { uploadId: 'u1', name: 'knots.mp4', size: 9_000_000, lastModified: 1 };

test('an interrupted upload is remembered for its lecture until it is forgotten', () => {
  const storage = memory();
  rememberUpload(storage, 'lecture-1', upload);
  expect(recallUpload(storage, 'lecture-1')).toEqual(upload);
  expect(recallUpload(storage, 'lecture-2')).toBeNull();
  forgetUpload(storage, 'lecture-1');
  expect(recallUpload(storage, 'lecture-1')).toBeNull();
});

test('what somebody else wrote there is not taken for an upload', () => {
  for (const value of ['{', '7', '{"uploadId":1}', '{"uploadId":"u1"}']) {
    expect(recallUpload({ ...memory(), getItem: () => value }, 'lecture-1')).toBeNull();
  }
});

test('files that are chosen again find the lectures that wait for them', () => {
  const storage = memory();
  const other = { ...upload, uploadId: 'u2', name: 'bowline.mp4' };
  rememberUpload(storage, 'lecture-1', upload);
  rememberUpload(storage, 'lecture-2', other);
  const lectureIds = ['lecture-1', 'lecture-2', 'lecture-3'];
  expect(interruptedWith(storage, lectureIds, other)).toBe('lecture-2');
  expect(interruptedWith(storage, ['lecture-3'], other)).toBeUndefined();
  expect(interruptedWith(storage, lectureIds, { ...other, size: 1 })).toBeUndefined();
});

test('a file that was changed is another file', () => {
  expect(isSameFile(upload, { ...upload })).toBe(true);
  expect(isSameFile(upload, { ...upload, size: 9_000_001 })).toBe(false);
  expect(isSameFile(upload, { ...upload, lastModified: 2 })).toBe(false);
});

function memory(): KeyValueStorage {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}
