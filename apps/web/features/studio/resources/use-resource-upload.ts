'use client';

import { ApiProblem } from '@edumaster/http/client';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import { courseKey } from '../use-course.ts';
import { sendResource } from './send-resource.ts';

export interface ResourceUpload {
  readonly name: string;
  readonly step: 'sending' | 'checking' | 'failed';
  readonly percent: number;
  /** What the server said of it. */
  readonly reason?: string | undefined;
  /** What is wrong by its name or size, before it was sent. */
  readonly refused?: 'filename' | 'size' | undefined;
}

const pollMs = 1_500;

/** From picking files to files that learners have: one after the other, each with its outcome. */
export function useResourceUpload(courseId: string, lectureId: string) {
  const client = useQueryClient();
  const [uploads, setUploads] = useState<readonly ResourceUpload[]>([]);

  const change = (name: string, news: Partial<ResourceUpload>) =>
    setUploads((all) => all.map((one) => (one.name === name ? { ...one, ...news } : one)));
  const drop = (name: string) => setUploads((all) => all.filter((one) => one.name !== name));

  async function upload(file: File): Promise<void> {
    const { name } = file;
    try {
      const onPercent = (percent: number) => change(name, { percent });
      const mediaId = await sendResource({ lectureId, file, onPercent });
      change(name, { step: 'checking' });
      const reason = await judgementOf(mediaId);
      if (reason !== undefined) return change(name, { step: 'failed', reason });
      // By hand as well: whoever runs the place uploads for its teacher, whom no event attaches for.
      await browserApi.attachResource({ params: { id: lectureId }, body: { mediaId } });
      drop(name);
      await client.invalidateQueries({ queryKey: courseKey(courseId) });
    } catch (error) {
      change(name, { step: 'failed', ...reasonOf(error) });
    }
  }

  return {
    uploads,
    dismiss: drop,
    async start(files: readonly File[]): Promise<void> {
      const begun = files.map(({ name }) => ({ name, step: 'sending', percent: 0 }) as const);
      const names = new Set(files.map(({ name }) => name));
      setUploads((all) => [...all.filter(({ name }) => !names.has(name)), ...begun]);
      for (const file of files) await upload(file);
    },
  };
}

/** Why it is refused; undefined when it is taken. Waits as long as that takes. */
async function judgementOf(mediaId: string): Promise<string | undefined> {
  for (;;) {
    const { status, error } = await browserApi.getMedia({ params: { id: mediaId } });
    if (status === 'ready') return undefined;
    if (status === 'failed') return error?.message ?? '';
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

/** Names of files and sizes are refused in a sentence of the page; the server's is for programs. */
function reasonOf(error: unknown): Pick<ResourceUpload, 'reason' | 'refused'> {
  if (!(error instanceof ApiProblem) || error.status >= 500) return {};
  const { errors = [], detail, title } = error.problem;
  const path = errors[0]?.path;
  if (path === 'filename' || path === 'size') return { refused: path };
  return { reason: errors[0]?.message ?? detail ?? title };
}
