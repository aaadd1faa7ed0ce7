import type { DemoCourse } from './demo-course.ts';
import { ines, jonas, lucia } from './instructors.ts';

export const everydayCourses: readonly DemoCourse[] = [
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
