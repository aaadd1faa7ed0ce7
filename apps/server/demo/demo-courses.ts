import { demoInstructors } from './accounts.ts';

export interface DemoLecture {
  readonly title: string;
  /** Text of an article; a lecture without one is the video that the encoder makes. */
  readonly article?: string;
  readonly isPreview?: boolean;
}

export interface DemoCourse {
  /** Its address; also tells whether it was made before. */
  readonly slug: string;
  readonly title: string;
  readonly subtitle: string;
  readonly description: string;
  readonly category: string;
  readonly level: 'beginner' | 'intermediate' | 'advanced';
  /** Minor units of US dollars; 0 is free. */
  readonly price: number;
  readonly tags: readonly string[];
  /** E-mail of the demo account that teaches it. */
  readonly instructor: string;
  readonly publishedDaysAgo: number;
  readonly sections: readonly {
    readonly title: string;
    readonly lectures: readonly DemoLecture[];
  }[];
}

const ines = 'instructor@demo.test';
const [jonas, priya, lucia] = demoInstructors.map(({ email }) => email) as [string, string, string];

/** The first one has the video that really plays. */
export const demoCourses: readonly DemoCourse[] = [
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
  {
    slug: 'photography-by-daylight',
    title: 'Photography by daylight',
    subtitle: 'See the light before you touch the camera',
    description:
      'You need no studio. Learn to read the light of a window, a street and a cloudy sky, to place a face in it, and to know before you press the button what the picture will be.',
    category: 'photography-video',
    level: 'beginner',
    price: 0,
    tags: ['light', 'portrait'],
    instructor: lucia,
    publishedDaysAgo: 21,
    sections: [
      {
        title: 'Light',
        lectures: [
          {
            title: 'Hard and soft',
            isPreview: true,
            article:
              'The size of a light, seen from the subject, decides how hard its shadows are. The sun is huge and far, so it is small; a white wall beside you is large.',
          },
          {
            title: 'The window portrait',
            article:
              'Turn the face towards the window until the far cheek just keeps its light. Step back, and let the wall behind fall dark.',
          },
        ],
      },
    ],
  },
  {
    slug: 'colour-grading-for-short-films',
    title: 'Colour grading for short films',
    subtitle: 'From flat footage to a mood',
    description:
      'Grade with intention. We balance a scene, match shots that were taken hours apart, and give a short film a look that serves its story rather than a trend.',
    category: 'photography-video',
    level: 'advanced',
    price: 7900,
    tags: ['film', 'colour'],
    instructor: lucia,
    publishedDaysAgo: 58,
    sections: [
      {
        title: 'Balance first',
        lectures: [
          {
            title: 'Scopes before taste',
            isPreview: true,
            article:
              'Eyes adapt within seconds; a waveform does not. Set black, white and skin by the scopes, then look away and look again.',
          },
        ],
      },
    ],
  },
  {
    slug: 'interfaces-that-feel-calm',
    title: 'Interfaces that feel calm',
    subtitle: 'Hierarchy, spacing and motion for product designers',
    description:
      'Calm is not empty. It is knowing what comes first. Exercises in hierarchy, rhythm and restraint, with before and after for each, on real screens of real products.',
    category: 'design',
    level: 'intermediate',
    price: 0,
    tags: ['ui', 'typography'],
    instructor: priya,
    publishedDaysAgo: 9,
    sections: [
      {
        title: 'Order',
        lectures: [
          {
            title: 'One thing first',
            isPreview: true,
            article:
              'Squint at the screen. What is left is your hierarchy. If nothing is left, there is none; if everything is, there is none either.',
          },
          {
            title: 'Space is a sign',
            article:
              'Things that belong together stand close. Most lines and boxes are apologies for missing space.',
          },
        ],
      },
      {
        title: 'Motion',
        lectures: [
          {
            title: 'When to move at all',
            article:
              'Move to explain where something came from or went. Everything else is decoration, and decoration in motion is noise. Respect those who switched it off.',
          },
        ],
      },
    ],
  },
  {
    slug: 'type-on-the-web',
    title: 'Type on the web',
    subtitle: 'Readable text at every size',
    description:
      'Choose, size and space type for screens. Measure, leading, scale and fallback fonts, explained with the browser open and nothing to buy.',
    category: 'design',
    level: 'beginner',
    price: 2900,
    tags: ['typography', 'css'],
    instructor: priya,
    publishedDaysAgo: 75,
    sections: [
      {
        title: 'Reading comfort',
        lectures: [
          {
            title: 'Measure and leading',
            isPreview: true,
            article:
              'Around sixty characters a line, and more space between lines the longer they are. Start there and trust your eyes from there on.',
          },
        ],
      },
    ],
  },
  {
    slug: 'negotiate-without-drama',
    title: 'Negotiate without drama',
    subtitle: 'Prepare, listen, propose',
    description:
      'A method for everyday negotiations: with a landlord, a client, a colleague. You will prepare on one page, listen for what is behind a position, and make proposals that are easy to accept.',
    category: 'business',
    level: 'beginner',
    price: 0,
    tags: ['communication', 'negotiation'],
    instructor: jonas,
    publishedDaysAgo: 17,
    sections: [
      {
        title: 'Before you meet',
        lectures: [
          {
            title: 'The one-page preparation',
            isPreview: true,
            article:
              'Write down what you need, what they need, what you do if it fails, and what they do. The better alternative has the power in the room.',
          },
          {
            title: 'Questions that open',
            article:
              'Ask how and what instead of why. People defend reasons, but they like to describe.',
          },
        ],
      },
    ],
  },
  {
    slug: 'numbers-for-founders',
    title: 'Numbers for founders',
    subtitle: 'Cash, margin and runway in plain words',
    description:
      'Run a company without fear of the spreadsheet. Three statements, one model, and the five figures to look at every Monday.',
    category: 'business',
    level: 'intermediate',
    price: 5900,
    tags: ['finance', 'startup'],
    instructor: jonas,
    publishedDaysAgo: 90,
    sections: [
      {
        title: 'Cash is not profit',
        lectures: [
          {
            title: 'Why profitable companies run dry',
            isPreview: true,
            article:
              'Profit is an opinion about a period; cash is a fact about today. Growth eats cash before it earns it.',
          },
        ],
      },
    ],
  },
  {
    slug: 'spanish-in-small-steps',
    title: 'Spanish in small steps',
    subtitle: 'Ten minutes a day towards a first conversation',
    description:
      'Speak from the first day. Each lecture gives you a handful of words, one pattern to hang them on, and a tiny conversation to try out loud before you close the laptop.',
    category: 'languages',
    level: 'beginner',
    price: 0,
    tags: ['spanish', 'conversation'],
    instructor: lucia,
    publishedDaysAgo: 27,
    sections: [
      {
        title: 'Hola',
        lectures: [
          {
            title: 'Who you are',
            isPreview: true,
            article:
              'Me llamo … Soy de … Say both with your own name and town, three times, each time a little faster. That is your first conversation.',
          },
          {
            title: 'What you like',
            article: 'Me gusta el café. Me gustan los libros. One thing, gusta; several, gustan.',
          },
        ],
      },
    ],
  },
  {
    slug: 'guitar-the-first-ten-songs',
    title: 'Guitar: the first ten songs',
    subtitle: 'Four chords, ten songs, no theory exam',
    description:
      'Start with the songs. Four chords and two rhythms carry you through ten tunes that everybody at the table can sing, and theory arrives only when it makes something easier.',
    category: 'music',
    level: 'beginner',
    price: 3900,
    tags: ['guitar', 'chords'],
    instructor: priya,
    publishedDaysAgo: 44,
    sections: [
      {
        title: 'Four chords',
        lectures: [
          {
            title: 'From E minor to G',
            isPreview: true,
            article:
              'Leave one finger where it is and move the others around it. A change is easy when something stays.',
          },
        ],
      },
    ],
  },
  {
    slug: 'sleep-better-honestly',
    title: 'Sleep better, honestly',
    subtitle: 'What is known, what is sold, and what to try first',
    description:
      'A calm look at what research says about sleep. Light, rhythm, caffeine, worry: what matters most comes first, and nothing in this course needs to be bought.',
    category: 'health-fitness',
    level: 'beginner',
    price: 0,
    tags: ['sleep', 'habits'],
    instructor: ines,
    publishedDaysAgo: 64,
    sections: [
      {
        title: 'Rhythm',
        lectures: [
          {
            title: 'The same hour',
            isPreview: true,
            article:
              'Getting up at the same time does more than going to bed at the same time. Light in the first hour sets the clock for the night.',
          },
          {
            title: 'Coffee has a half-life',
            article:
              'Of a cup at three, a good quarter is awake with you at midnight. Move it earlier before you give it up.',
          },
        ],
      },
    ],
  },
];

/** The academy's own course, which the marketplace does not show. */
export const academyCourse: DemoCourse = {
  slug: 'welcome-to-acme-academy',
  title: 'Welcome to Acme Academy',
  subtitle: 'How we work, for everyone who joins',
  description:
    'What every new colleague at Acme should know in the first week: how we write, how we decide, how we ask for help. Three short texts, then you are one of us.',
  category: 'business',
  level: 'beginner',
  price: 0,
  tags: ['onboarding'],
  instructor: ines,
  publishedDaysAgo: 15,
  sections: [
    {
      title: 'First week',
      lectures: [
        {
          title: 'How we write',
          isPreview: true,
          article:
            'Short, with the request in the first sentence. Whoever reads it on a phone must know what to do.',
        },
        {
          title: 'How we decide',
          article: 'Whoever does the work decides, after asking those who will live with it.',
        },
      ],
    },
  ],
};
