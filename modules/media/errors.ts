import { defineErrors } from '@edumaster/kernel';

export const mediaErrors = defineErrors('media', {
  upload_not_found: { status: 404, title: 'There is no such upload', retry: 'never' },
  upload_incomplete: {
    status: 409,
    title: 'Some parts of the file did not arrive or are not the ones that did',
    retry: 'changed',
  },
  upload_closed: {
    status: 409,
    title: 'This upload has ended',
    retry: 'never',
  },
  upload_address_refused: {
    status: 403,
    title: 'This upload address has expired or was altered',
    retry: 'changed',
  },
  part_length_wrong: {
    status: 422,
    title: 'The part does not have the length that it must have',
    retry: 'changed',
  },
  document_not_found: { status: 404, title: 'There is no such document', retry: 'never' },
  media_not_found: { status: 404, title: 'There is no such media', retry: 'never' },
  captions_not_found: { status: 404, title: 'There are no such captions', retry: 'never' },
  captions_exist: {
    status: 409,
    title: 'This video has captions in this language already',
    retry: 'changed',
  },
  captions_changed: {
    status: 409,
    title: 'Somebody has saved these captions in the meantime',
    retry: 'changed',
  },
  too_many_captions: {
    status: 409,
    title: 'This video has captions in as many languages as it may have',
    retry: 'changed',
  },
  no_speech_provider: {
    status: 409,
    title: 'This installation has no speech service that writes captions',
    retry: 'never',
  },
  no_sound: {
    status: 409,
    title: 'This video has no sound, or it is not prepared yet',
    retry: 'changed',
  },
  transcription_running: {
    status: 409,
    title: 'Captions of this video are being written already',
    retry: 'changed',
  },
  transcription_not_found: {
    status: 404,
    title: 'No captions of this video are being written',
    retry: 'never',
  },
  media_not_playable: {
    status: 409,
    title: 'This video cannot be played',
    retry: 'changed',
  },
  media_source_gone: {
    status: 409,
    title: 'The uploaded file is no longer kept',
    retry: 'never',
  },
  media_encode_refused: {
    status: 409,
    title: 'There is nothing to encode again',
    retry: 'changed',
  },
  download_address_refused: {
    status: 403,
    title: 'This download address has expired or was altered',
    retry: 'changed',
  },
  playback_address_refused: {
    status: 403,
    title: 'This playback address has expired or was altered',
    retry: 'changed',
  },
});
