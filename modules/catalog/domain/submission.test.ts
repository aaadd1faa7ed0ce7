import { newId } from '@edumaster/kernel';
import { describe, expect, it } from 'vitest';
import { type DraftLecture, submissionProblems } from './submission.ts';

const description = 'Long enough to say something.';

function lecture(values: Partial<DraftLecture>): DraftLecture {
  return {
    id: newId<'lecture'>(),
    title: 'One',
    kind: 'video',
    isPreview: false,
    mediaId: newId<'media'>(),
    mediaStatus: 'ready',
    durationSeconds: 10,
    articleBody: null,
    ...values,
  };
}

function codesOf(lectures: readonly DraftLecture[], text = description) {
  const sections = [{ id: newId<'section'>(), title: 'Section', lectures }];
  return submissionProblems({ description: text, sections }).map(({ code }) => code);
}

describe('a review asks for', () => {
  it('nothing more of a complete course', () => {
    expect(codesOf([lecture({}), lecture({ mediaStatus: 'playable' })])).toEqual([]);
  });

  it('a lecture, also when there is a section', () => {
    expect(codesOf([])).toEqual(['no_lecture']);
    expect(submissionProblems({ description, sections: [] })).toHaveLength(1);
  });

  it('a description', () => {
    expect(codesOf([lecture({})], 'Short')).toEqual(['description_too_short']);
  });

  it('a video that can be watched in each video lecture, and names the lecture', () => {
    expect(codesOf([lecture({ mediaId: null, mediaStatus: null })])).toEqual(['video_missing']);
    expect(codesOf([lecture({ mediaStatus: 'failed' })])).toEqual(['video_failed']);
    const processing = lecture({ mediaStatus: 'processing' });
    const sections = [{ id: newId<'section'>(), title: 'Section', lectures: [processing] }];
    const [problem] = submissionProblems({ description, sections });
    expect(problem).toMatchObject({ code: 'video_processing', lectureId: processing.id });
  });

  it('no video in other lectures', () => {
    const withoutVideo = { mediaId: null, mediaStatus: null };
    const kinds = ['article', 'quiz', 'assignment'] as const;
    expect(codesOf(kinds.map((kind) => lecture({ kind, ...withoutVideo })))).toEqual([]);
  });

  it('everything at once', () => {
    expect(codesOf([lecture({ mediaId: null, mediaStatus: null })], '')).toHaveLength(2);
  });
});
