import type { DemoCourse } from './demo-course.ts';
import { priya, lucia } from './instructors.ts';

export const creativeCourses: readonly DemoCourse[] = [
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
];
