import { definePermission } from '@edumaster/policy';

interface Owned {
  readonly ownerId: string;
}

const own = (userId: string, { ownerId }: Owned): boolean => userId === ownerId;

/** Those who make courses; an upload is seen by nobody but the one who made it. */
export const uploadMedia = definePermission<Owned>('media.upload', [
  { role: 'instructor', only: own },
  { role: 'staff', only: own },
  { role: 'admin', only: own },
  { role: 'owner', only: own },
]);

/** The state of a media: of one's own, and for those who review courses. */
export const readMedia = definePermission<Owned>('media.read', [
  { role: 'signed-in', only: own },
  { role: 'moderator' },
  { role: 'staff' },
  { role: 'admin' },
  { role: 'owner' },
]);
