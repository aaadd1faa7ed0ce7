export { OpenAiSpeech, type OpenAiSpeechOptions } from './openai-speech.ts';
