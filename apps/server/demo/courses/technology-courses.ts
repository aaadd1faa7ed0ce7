import type { DemoCourse } from './demo-course.ts';
import { ines, jonas } from './instructors.ts';

export const technologyCourses: readonly DemoCourse[] = [
  {
    slug: 'web-video-from-first-principles',
    title: 'Web video from first principles',
    subtitle: 'What happens between a camera and a smooth picture in a browser',
    description:
      'Follow a video from the sensor to the screen. You will see why a film is cut into segments, how a player picks the picture quality for your network, and what it takes to resume at the very second you left. Short lectures, one idea each.',
    category: 'programming',
    level: 'beginner',
    price: 0,
    tags: ['video', 'streaming', 'web'],
    instructor: ines,
    publishedDaysAgo: 4,
    sections: [
      {
        title: 'Watch it work',
        lectures: [
          { title: 'A test picture that adapts to you', isPreview: true },
          {
            title: 'What you just saw',
            article:
              'The picture was encoded several times, from small to large. Your player measured how fast the first seconds arrived and chose the largest version that would never make you wait. Drag the window small, or slow your network down: it chooses again, without a break.',
          },
        ],
      },
      {
        title: 'How it is made',
        lectures: [
          {
            title: 'Segments and playlists',
            article:
              'A segment is four seconds of video that can be decoded by itself. A playlist lists them in order. Because all versions are cut at the same frames, a player may take the first segment small and the second one large.',
          },
          {
            title: 'Why seeking is instant',
            article:
              'To start in the middle, a player needs one segment, not the whole file. It looks the second up in the playlist, asks for those bytes alone, and shows the picture.',
          },
        ],
      },
    ],
  },
  {
    slug: 'typescript-that-explains-itself',
    title: 'TypeScript that explains itself',
    subtitle: 'Types as the documentation that cannot go stale',
    description:
      'Most type errors are design errors that were found early. This course teaches how to model a domain so that wrong states cannot be written down: unions instead of flags, brands instead of strings, outcomes instead of surprises.',
    category: 'programming',
    level: 'intermediate',
    price: 0,
    tags: ['typescript', 'design'],
    instructor: ines,
    publishedDaysAgo: 12,
    sections: [
      {
        title: 'Say what you mean',
        lectures: [
          {
            title: 'Unions instead of flags',
            isPreview: true,
            article:
              'Two booleans make four states, of which your program knows three. Write the three down as a union and let the compiler ask you about each.',
          },
          {
            title: 'Brands for ids',
            article:
              'A course id and a user id are both text, and swapping them compiles. A brand costs nothing at run time and makes the swap an error.',
          },
        ],
      },
      {
        title: 'Refuse early',
        lectures: [
          {
            title: 'Parse at the border',
            article:
              'Check data once, where it comes in, and turn it into a type that proves it was checked. Inside there is nothing left to doubt.',
          },
        ],
      },
    ],
  },
  {
    slug: 'postgresql-for-people-who-ship',
    title: 'PostgreSQL for people who ship',
    subtitle: 'Indexes, transactions and row-level security without fear',
    description:
      'A working knowledge of the database that most products trust. Read a query plan, choose an index, understand what a transaction promises, and let the database itself keep tenants apart.',
    category: 'programming',
    level: 'intermediate',
    price: 4900,
    tags: ['postgresql', 'sql', 'database'],
    instructor: jonas,
    publishedDaysAgo: 33,
    sections: [
      {
        title: 'Reading plans',
        lectures: [
          {
            title: 'What EXPLAIN tells you',
            isPreview: true,
            article:
              'A plan is a tree that is read from the leaves. Look for the node whose estimate is furthest from the truth: that is where the planner was misled.',
          },
          {
            title: 'Indexes that are used',
            article:
              'An index helps when it narrows the search early and in the order you need. Put the equality columns first, the range last, and include what you return.',
          },
        ],
      },
    ],
  },
];
