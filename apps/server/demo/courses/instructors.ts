import { demoInstructors } from '../accounts.ts';

export const ines = 'instructor@demo.test';

export const [jonas, priya, lucia] = demoInstructors.map(({ email }) => email) as [
  string,
  string,
  string,
];
