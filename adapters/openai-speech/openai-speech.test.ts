import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { speechContract } from '@edumaster/speech/contract-suite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { languageOfName } from './language-of-name.ts';
import { OpenAiSpeech } from './openai-speech.ts';

const spoken = {
  bytes: Buffer.from('sound of a voice'),
  filename: 'piece.m4a',
  contentType: 'audio/mp4',
  durationSeconds: 10,
};

/** As OpenAI's reference shows it. */
const verbose = {
  task: 'transcribe',
  language: 'english',
  duration: 10,
  text: 'The beach was a popular spot. People swam.',
  segments: [
    {
      id: 0,
      seek: 0,
      start: 0.0,
      end: 3.32,
      text: ' The beach was a popular spot.',
      tokens: [1],
      temperature: 0,
      avg_logprob: -0.28,
      compression_ratio: 1.2,
      no_speech_prob: 0.01,
    },
    {
      id: 1,
      seek: 0,
      start: 3.32,
      end: 12.5,
      text: ' People swam.',
      avg_logprob: -0.3,
      no_speech_prob: 0.02,
    },
    {
      id: 2,
      seek: 0,
      start: 9.0,
      end: 10,
      text: ' Thanks for watching!',
      avg_logprob: -1.4,
      no_speech_prob: 0.93,
    },
    {
      id: 3,
      seek: 0,
      start: 14,
      end: 15,
      text: ' After the end',
      avg_logprob: -0.3,
      no_speech_prob: 0.02,
    },
    { id: 4, seek: 0, start: 5, end: 6, text: '  ', avg_logprob: -0.3, no_speech_prob: 0.02 },
  ],
};

interface Asked {
  readonly url: string | undefined;
  readonly authorization: string | undefined;
  readonly form: FormData;
}

type Answer = (asked: Asked, response: ServerResponse) => void;

describe('an OpenAI-compatible endpoint', () => {
  let server: Server;
  let baseUrl: string;
  const asked: Asked[] = [];
  const answers: Answer[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => void serve(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  });
  afterEach(() => {
    asked.length = 0;
    answers.length = 0;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers = { 'content-type': request.headers['content-type'] ?? '' };
    const form = await new Response(Buffer.concat(chunks), { headers }).formData();
    const { url } = request;
    asked.push({ url, authorization: request.headers.authorization, form });
    const answer = answers.shift() ?? likeOpenAi;
    answer(asked.at(-1) as Asked, response);
  }

  const likeOpenAi: Answer = ({ form }, response) => {
    const file = form.get('file');
    const isSound = file instanceof File && file.size > 0;
    response.writeHead(isSound ? 200 : 400, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify(isSound ? verbose : { error: { message: 'Invalid file format.' } }),
    );
  };
  const status =
    (code: number, headers: Record<string, string> = {}): Answer =>
    (_asked, response) => {
      response.writeHead(code, headers).end('{"error": {"message": "sk-secret"}}');
    };

  const open = (options: object = {}) =>
    new OpenAiSpeech({ baseUrl, key: 'sk-secret', model: 'whisper-1', pauseMs: 1, ...options });

  speechContract('of OpenAI', async () => open(), {
    spoken,
    unreadable: { ...spoken, bytes: Buffer.alloc(0) },
  });

  it('is asked as its protocol says, and nothing is made up where nobody speaks', async () => {
    const heard = await open().transcribe({ ...spoken, language: 'pt-BR' });
    expect(heard).toEqual({
      language: 'pt-BR',
      segments: [
        { startMs: 0, endMs: 3_320, text: 'The beach was a popular spot.' },
        { startMs: 3_320, endMs: 10_000, text: 'People swam.' },
      ],
    });
    const [request] = asked;
    expect(request?.url).toBe('/v1/audio/transcriptions');
    expect(request?.authorization).toBe('Bearer sk-secret');
    const fields = Object.fromEntries(request?.form.entries() ?? []);
    expect(fields).toMatchObject({
      model: 'whisper-1',
      response_format: 'verbose_json',
      'timestamp_granularities[]': 'segment',
      language: 'pt',
    });
    const file = request?.form.get('file') as File;
    expect([file.name, file.type, await file.text()]).toEqual([
      'piece.m4a',
      'audio/mp4',
      'sound of a voice',
    ]);
  });

  it('finds out the language, and needs no key of one’s own server', async () => {
    const heard = await open({ key: undefined, baseUrl: `${baseUrl}//` }).transcribe(spoken);
    expect(heard.language).toBe('en');
    expect(asked[0]?.authorization).toBeUndefined();
    expect(asked[0]?.form.has('language')).toBe(false);
    expect(asked[0]?.url).toBe('/v1/audio/transcriptions');
  });

  it('is asked again after a fault, a limit and a broken line', async () => {
    answers.push(status(503), (_asked, response) => response.destroy());
    expect((await open().transcribe(spoken)).segments).toHaveLength(2);
    expect(asked).toHaveLength(3);
    answers.push(status(429, { 'retry-after': '0' }));
    expect((await open({ pauseMs: 60_000 }).transcribe(spoken)).segments).toHaveLength(2);
  });

  it.each([
    ['unavailable', [status(500), status(502), status(503)], 3],
    ['refused', [status(401)], 1],
    ['refused', [status(404)], 1],
    ['too_large', [status(413)], 1],
    ['unreadable', [status(415)], 1],
    ['unavailable', [200, 200, 200].map((code) => status(code)), 3],
  ] as const)('is %s by its answers, without a word of them', async (code, given, times) => {
    answers.push(...given);
    const error = await open()
      .transcribe(spoken)
      .catch((failure: unknown) => failure);
    expect(error).toMatchObject({ name: 'SpeechError', code });
    expect(String((error as Error).message)).not.toContain('sk-secret');
    expect(asked).toHaveLength(times);
  });

  it('is not followed elsewhere', async () => {
    const elsewhere = status(307, { location: `${baseUrl}/elsewhere` });
    answers.push(elsewhere, elsewhere, elsewhere);
    await expect(open().transcribe(spoken)).rejects.toMatchObject({ code: 'unavailable' });
    expect(asked.every(({ url }) => url === '/v1/audio/transcriptions')).toBe(true);
  });

  it('that is silent is given up in time, and at once when nobody waits', async () => {
    const silent: Answer = () => {};
    answers.push(silent, silent, silent);
    const slow = open({ timeoutMs: 30 }).transcribe(spoken);
    await expect(slow).rejects.toThrow('did not answer in time');
    answers.push(silent);
    const left = new AbortController();
    const waiting = open().transcribe(spoken, left.signal);
    left.abort();
    await expect(waiting).rejects.toThrow(/abort/i);
  });

  it('without an answer that has times is of no use, but silence is an answer', async () => {
    const json =
      (body: unknown): Answer =>
      (_asked, response) =>
        response.writeHead(200).end(JSON.stringify(body));
    answers.push(json({ text: '' }));
    expect((await open().transcribe(spoken)).segments).toEqual([]);
    for (const body of [{ text: 'words' }, null, [], { segments: [{}] }, { segments: [null] }]) {
      answers.push(json(body), json(body), json(body));
      await expect(open().transcribe(spoken)).rejects.toMatchObject({ code: 'unavailable' });
    }
  });
});

it.each([
  ['english', 'en'],
  ['Haitian Creole', 'ht'],
  ['castilian', 'es'],
  ['cantonese', 'yue'],
  ['de', 'de'],
  ['pt-br', 'pt-BR'],
  ['klingonese of nobody', null],
  ['', null],
  [undefined, null],
])('the language %s is %s', (name, tag) => expect(languageOfName(name)).toBe(tag));
