export { type HeardSegment, type HeardSpeech, type SoundPiece, Speech } from './speech.ts';
export { SpeechError, type SpeechErrorCode } from './speech-error.ts';
