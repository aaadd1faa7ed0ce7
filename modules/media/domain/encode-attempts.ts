/** Failures that another try may mend; after so many of them an encode is given up. */
export const maxEncodeAttempts = 10;
