import { ChunkJoiner } from './chunk-joiner.ts';
import { ChunkMaker } from './chunk-maker.ts';
import { ChunkedEncode } from './chunked-encode.ts';
import { CopySource } from './copy-source.ts';
import { EncodeAgain } from './encode-again.ts';
import { EncodeChunk } from './encode-chunk.ts';
import { EncodeEnd } from './encode-end.ts';
import { EncodeMilestones } from './encode-milestones.ts';
import { EncodeParts, EncodePipeline } from './encode-pipeline.ts';
import { EncodeWhole } from './encode-whole.ts';
import { RenditionKeeper } from './rendition-keeper.ts';
import { ScanVideo } from './scan-video.ts';
import { ScratchRoom } from './scratch-room.ts';
import { SourceCopies } from './source-copies.ts';
import { TidyMedia } from './tidy-media.ts';

/** What an encode is put together of, for the container. */
export const encoding = [
  ChunkJoiner,
  ChunkMaker,
  ChunkedEncode,
  CopySource,
  EncodeAgain,
  EncodeChunk,
  EncodeEnd,
  EncodeMilestones,
  EncodeParts,
  EncodePipeline,
  EncodeWhole,
  RenditionKeeper,
  ScanVideo,
  ScratchRoom,
  SourceCopies,
  TidyMedia,
];
