/** Everybody knows it: demo accounts exist on the embedded start only, which listens on loopback. */
export const demoPassword = 'learn-by-doing';

/** The four accounts of the marketplace to try the product with. */
export const demoAccounts = [
  { email: 'student@demo.test', name: 'Sam Student', roles: ['student'], what: 'learns' },
  {
    email: 'instructor@demo.test',
    name: 'Ines Castell',
    roles: ['student', 'instructor'],
    what: 'teaches: the studio',
    teaches: {
      headline: 'Engineer who explains video and the web from the ground up',
      bio: 'I have shipped players and encoders for fifteen years. My courses start with what a frame is and end with something that runs.',
      country: 'ES',
    },
  },
  {
    email: 'moderator@demo.test',
    name: 'Mo Adeyemi',
    roles: ['student', 'moderator'],
    what: 'reviews: the queue',
  },
  {
    email: 'admin@demo.test',
    name: 'Ada Admin',
    roles: ['student', 'moderator', 'admin'],
    what: 'may do everything',
  },
] as const;

/** Further instructors, so that the catalogue has more than one voice. */
export const demoInstructors = [
  {
    email: 'jonas.weber@demo.test',
    name: 'Jonas Weber',
    teaches: {
      headline: 'Database engineer who founded a company, and kept it',
      bio: 'I kept other people’s data safe for ten years, and learnt to negotiate and to read numbers when I had to. I teach what I wish somebody had told me.',
      country: 'DE',
    },
  },
  {
    email: 'priya.raman@demo.test',
    name: 'Priya Raman',
    teaches: {
      headline: 'Interface designer, and a guitar in every flat I lived in',
      bio: 'I design things that people use when they are tired. Type, space and motion, taught with what is on your own screen.',
      country: 'IN',
    },
  },
  {
    email: 'lucia.moretti@demo.test',
    name: 'Lucía Moretti',
    teaches: {
      headline: 'Photographer and colourist, Spanish by heart',
      bio: 'I photograph people by windows and grade films at night. My courses are short, and you need nothing that you do not have.',
      country: 'IT',
    },
  },
] as const;
