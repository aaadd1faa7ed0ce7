/** A step that failed in a way that a person can mend: printed without a stack trace. */
export class StepFailed extends Error {
  /**
   * @param {string} message what is wrong and what to do
   * @param {string} [output] last output of the program that failed
   */
  constructor(message, output = '') {
    super(message);
    this.name = 'StepFailed';
    this.output = output;
  }
}

/** Prints why a launcher script cannot go on, and sets its exit status. */
export function reportFailure(error) {
  if (!(error instanceof StepFailed)) throw error;
  if (error.output) console.error(`\n${error.output.trimEnd()}`);
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}
