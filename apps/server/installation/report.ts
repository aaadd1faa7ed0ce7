/** Tells the person who starts the program what is happening now. */
export type Report = (step: string) => void;
