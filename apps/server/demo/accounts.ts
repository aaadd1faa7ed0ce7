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
  { email: 'jonas.weber@demo.test', name: 'Jonas Weber' },
  { email: 'priya.raman@demo.test', name: 'Priya Raman' },
  { email: 'lucia.moretti@demo.test', name: 'Lucía Moretti' },
] as const;
