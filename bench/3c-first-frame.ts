// Bar 3c: from the click on a lecture to its first picture, and how much of the time watched the
// picture stood, in Chromium on a line of 5 Mbit/s with 50 ms of delay, against a bare video element
// with the same video as a file of the machine.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { untilQuiet } from './cpu-time.ts';
import { list, median } from './median.ts';
import { startInstallation } from './started-installation.ts';

const rounds = 5;
const watchedSeconds = 10;
const line = {
  offline: false,
  latency: 50,
  downloadThroughput: 5e6 / 8,
  uploadThroughput: 1e6 / 8,
};
const course = 'web-video-from-first-principles';

interface Watched {
  readonly firstFrameSeconds: number;
  /** Of the time from the first picture on. */
  readonly stalledShare: number;
}

const folder = mkdtempSync(join(tmpdir(), 'edumaster-bench-'));
// The account that runs Postgres must pass, or the database would lie elsewhere and stay.
chmodSync(folder, 0o755);
const installation = await startInstallation(join(folder, 'data'));
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
});

/**
 * Notes the first picture and the times at which the video had to wait. A person has clicked, so it
 * may play; it plays as soon as there is an element, as after a click on its button.
 */
function watch(seconds: number): Promise<Watched> {
  return new Promise((resolve) => {
    const clickedAt = Number(sessionStorage.getItem('clickedAt')) || performance.timeOrigin;
    const now = () => performance.timeOrigin + performance.now();
    const attach = (video: HTMLVideoElement) => {
      let firstAt = 0;
      let stalledSince = 0;
      let stalled = 0;
      video.muted = true;
      const play = () => void video.play().catch(() => {});
      for (const event of ['loadedmetadata', 'canplay']) video.addEventListener(event, play);
      play();
      video.addEventListener('waiting', () => {
        if (firstAt) stalledSince ||= now();
      });
      video.addEventListener('playing', () => {
        if (stalledSince) stalled += now() - stalledSince;
        stalledSince = 0;
      });
      video.requestVideoFrameCallback(() => {
        firstAt = now();
        setTimeout(() => {
          if (stalledSince) stalled += now() - stalledSince;
          resolve({
            firstFrameSeconds: (firstAt - clickedAt) / 1000,
            stalledShare: stalled / (now() - firstAt),
          });
        }, seconds * 1000);
      });
    };
    const look = () => {
      const video = document.querySelector('video');
      if (video) attach(video);
      else setTimeout(look, 5);
    };
    look();
  });
}

async function newPage(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  return context.newPage();
}

/** A visitor on the page of the course clicks on a lecture that may be looked at before buying. */
async function ours(): Promise<Watched> {
  const page = await newPage();
  try {
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', line);
    await page.goto(`${installation.url}/courses/${course}`, { waitUntil: 'networkidle' });
    const link = page.locator('a[href*="/learn/"]').first();
    await link.evaluate((element) => {
      element.addEventListener('click', () =>
        sessionStorage.setItem('clickedAt', String(performance.timeOrigin + performance.now())),
      );
    });
    await link.click();
    await page.waitForURL(/\/learn\//);
    return await page.evaluate(watch, watchedSeconds);
  } finally {
    await page.context().close();
  }
}

/** The largest size with its sound, as one file. */
async function localFile(): Promise<string> {
  const api = `${installation.url}/api/v1/courses/${course}`;
  const { id, sections } = (await (await fetch(api)).json()) as {
    id: string;
    sections: { lectures: { id: string; kind: string; isPreview: boolean }[] }[];
  };
  const lectures = sections.flatMap((section) => section.lectures);
  const preview = lectures.find(({ kind, isPreview }) => kind === 'video' && isPreview);
  const play = `${installation.url}/api/v1/courses/${id}/lectures/${preview?.id}/play`;
  const { manifestUrl } = (await (await fetch(play)).json()) as { manifestUrl: string };
  const file = join(folder, 'bare.mp4');
  const input = installation.url + manifestUrl;
  execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-i', input, '-c', 'copy', file]);
  return file;
}

async function bare(file: string): Promise<Watched> {
  const page = await newPage();
  try {
    await page.goto(pathToFileURL(file).href, { waitUntil: 'commit' });
    return await page.evaluate(watch, watchedSeconds);
  } finally {
    await page.context().close();
  }
}

try {
  await untilQuiet(installation.child.pid ?? 0);
  const file = await localFile();
  await ours();
  const played: Watched[] = [];
  const local: Watched[] = [];
  for (let round = 0; round < rounds; round += 1) {
    local.push(await bare(file));
    played.push(await ours());
  }
  const first = (all: readonly Watched[]) => all.map(({ firstFrameSeconds }) => firstFrameSeconds);
  const stalls = (all: readonly Watched[]) => all.map(({ stalledShare }) => stalledShare * 100);
  console.log(`a bare video, a local file: ${list(first(local), 2)} s to the first picture`);
  console.log(
    `                            ${list(stalls(local), 2)} % of the time watched stalled`,
  );
  console.log(`a lecture, 5 Mbit/s, 50 ms: ${list(first(played), 2)} s from the click`);
  console.log(
    `                            ${list(stalls(played), 2)} % of the time watched stalled`,
  );
  const seconds = median(first(played));
  console.log(
    `3c ${seconds.toFixed(2)} s (bar: at most 2), ${(seconds / median(first(local))).toFixed(1)}x ` +
      `a local file; stalled ${median(stalls(played)).toFixed(2)} % (bar: at most 0.5)`,
  );
} finally {
  await browser.close();
  await installation.stop();
  rmSync(folder, { recursive: true, force: true });
}
