export { type DiskFilesOptions, openDiskFiles } from './disk-files.ts';
