/** What is being done about a video right now. */
export const encodeStages = [
  'queued',
  'waiting-for-space',
  'waiting-for-scanner',
  'scanning',
  'probing',
  'copying',
  'encoding',
  'joining',
  'finishing',
] as const;

export type EncodeStage = (typeof encodeStages)[number];
