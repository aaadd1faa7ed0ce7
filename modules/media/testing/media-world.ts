import { type Ctx, silentLog } from '@edumaster/kernel';
import type { AuditLog } from '@edumaster/audit';
import type { Quotas } from '@edumaster/counters';
import type { Db } from '@edumaster/database';
import type { Encoder } from '@edumaster/encoder';
import type { Outbox } from '@edumaster/events';
import { type Files, FileStores } from '@edumaster/files';
import { bindRoutes, listRoutes, sendProblem } from '@edumaster/http/server';
import type { Jobs } from '@edumaster/jobs';
import { FakeSignals } from '@edumaster/signals/fake';
import type { Speech } from '@edumaster/speech';
import type { Installation } from '@edumaster/module';
import type { VirusScanner } from '@edumaster/virus-scan';
import { FakeTenancy } from '@edumaster/tenancy/testing';
import { fastify, type FastifyInstance } from 'fastify';
import type { MediaSettings } from '../config.ts';
import '../errors.ts';
import { ForgetResources } from '../handlers/forget-resources.ts';
import { ForgetFiles } from '../handlers/forget-files.ts';
import { CaptionRoutes } from '../http/caption-routes.ts';
import { DocumentRoutes } from '../http/document-routes.ts';
import { FileSender } from '../http/file-sender.ts';
import { MediaDelivery } from '../http/media-delivery.ts';
import { MediaRoutes } from '../http/media-routes.ts';
import { PublicAvatars } from '../http/public-avatars.ts';
import { PublicImages } from '../http/public-images.ts';
import { PublicThumbnails } from '../http/public-thumbnails.ts';
import { ResourceDelivery } from '../http/resource-delivery.ts';
import { ScannerRoutes } from '../http/scanner-routes.ts';
import { TranscriptionRoutes } from '../http/transcription-routes.ts';
import { UploadParts } from '../http/upload-parts.ts';
import { UploadRoutes } from '../http/upload-routes.ts';
import { ChunkWorker } from '../jobs/chunk-worker.ts';
import { EncodeWorker } from '../jobs/encode-worker.ts';
import { JudgeWorker } from '../jobs/judge-worker.ts';
import { TidyWorker } from '../jobs/tidy-worker.ts';
import { SweepUploads } from '../jobs/sweep-uploads.ts';
import { MediaFacade } from '../media-facade.ts';
import { PrivateFiles } from '../private-files/private-files.ts';
import { PlayableVideos } from '../queries/playable-videos.ts';
import { ReadCaptions } from '../queries/read-captions.ts';
import { ReadMedia } from '../queries/read-media.ts';
import { ReadScanner } from '../queries/read-scanner.ts';
import { ReadUpload } from '../queries/read-upload.ts';
import { ReadTranscription } from '../queries/read-transcription.ts';
import { Transcripts } from '../queries/transcripts.ts';
import { AbortUpload } from '../use-cases/abort-upload.ts';
import { AddCaptions } from '../use-cases/add-captions.ts';
import { AddressParts } from '../use-cases/address-parts.ts';
import { AssetIntake } from '../use-cases/asset-intake.ts';
import { CaptionWriter } from '../use-cases/caption-writer.ts';
import { CompleteUpload } from '../use-cases/complete-upload.ts';
import { CreateUpload } from '../use-cases/create-upload.ts';
import { DeleteCaptions } from '../use-cases/delete-captions.ts';
import { DownloadAddresses } from '../use-cases/download-addresses.ts';
import { DiscardResource } from '../use-cases/discard-resource.ts';
import { DiscardFiles } from '../use-cases/discard-files.ts';
import { ChunkJoiner } from '../use-cases/chunk-joiner.ts';
import { ChunkMaker } from '../use-cases/chunk-maker.ts';
import { ChunkedEncode } from '../use-cases/chunked-encode.ts';
import { CopySource } from '../use-cases/copy-source.ts';
import { EncodeAgain } from '../use-cases/encode-again.ts';
import { EncodeChunk } from '../use-cases/encode-chunk.ts';
import { EncodeEnd } from '../use-cases/encode-end.ts';
import { EncodeMilestones } from '../use-cases/encode-milestones.ts';
import { EncodeParts, EncodePipeline } from '../use-cases/encode-pipeline.ts';
import { EncodeVideo } from '../use-cases/encode-video.ts';
import { EncodeWhole } from '../use-cases/encode-whole.ts';
import { IngestFile } from '../use-cases/ingest-file.ts';
import { JudgeFile } from '../use-cases/judge-file.ts';
import { KeepPrivateFile } from '../use-cases/keep-private-file.ts';
import { KeepResource } from '../use-cases/keep-resource.ts';
import { KeepThumbnail } from '../use-cases/keep-thumbnail.ts';
import { OpenDocument } from '../use-cases/open-document.ts';
import { PlaylistWriter } from '../use-cases/playlist-writer.ts';
import { CancelTranscription } from '../use-cases/cancel-transcription.ts';
import { PublishCaptions } from '../use-cases/publish-captions.ts';
import { RenameCaptions } from '../use-cases/rename-captions.ts';
import { ReplaceCaptions } from '../use-cases/replace-captions.ts';
import { RequestTranscription } from '../use-cases/request-transcription.ts';
import { SaveCaptions } from '../use-cases/save-captions.ts';
import { RenditionKeeper } from '../use-cases/rendition-keeper.ts';
import { ScratchRoom } from '../use-cases/scratch-room.ts';
import { ScanFile } from '../use-cases/scan-file.ts';
import { ScanVideo } from '../use-cases/scan-video.ts';
import { SignedAddresses } from '../use-cases/signed-addresses.ts';
import { SourceCopies } from '../use-cases/source-copies.ts';
import { StoryboardMaker } from '../use-cases/storyboard-maker.ts';
import { TidyMedia } from '../use-cases/tidy-media.ts';
import { TranscribeVideo } from '../use-cases/transcribe-video.ts';
import { VideoAllowance } from '../use-cases/video-allowance.ts';
import { WritePart } from '../use-cases/write-part.ts';

interface MediaWorldParts {
  readonly db: Db;
  readonly outbox: Outbox;
  readonly jobs: Jobs;
  readonly files: Files;
  /** By default the same. */
  readonly delivery?: Files;
  readonly audit: AuditLog;
  readonly quotas: Quotas;
  readonly videoBytesPerDay?: number;
  readonly encoder?: Encoder;
  readonly scanner?: VirusScanner;
  readonly unscannedVideos?: 'take' | 'refuse';
  readonly originals?: 'keep' | 'delete';
  readonly leastFreeBytes?: number;
  readonly chunkSeconds?: number;
  readonly speech?: Speech;
  /** By default none arrive, and nothing is remembered. */
  readonly signals?: FakeSignals;
}

const installation: Installation = {
  mode: 'embedded',
  origin: 'http://localhost:3000',
  rootSecret: 'a root secret that only tests use, of more than 32 bytes',
  dataDir: '/nowhere',
};

/** The module as the container would put it together, with its routes on a server of its own. */
export function mediaWorld(parts: MediaWorldParts) {
  const { db, outbox, jobs, files, audit, quotas, encoder } = parts;
  const stores = new FileStores({ ingest: files, delivery: parts.delivery ?? files });
  const privateFiles = new PrivateFiles(stores, installation);
  const settings: MediaSettings = {
    EDUMASTER_UPLOAD_MAX_BYTES: 1024 ** 3,
    EDUMASTER_VIDEO_BYTES_PER_DAY: parts.videoBytesPerDay ?? 100 * 1000 ** 3,
    EDUMASTER_ORIGINALS: parts.originals ?? 'keep',
    EDUMASTER_UNSCANNED_VIDEOS: parts.unscannedVideos ?? 'take',
    EDUMASTER_ENCODE_LEAST_FREE_BYTES: parts.leastFreeBytes ?? 0,
    EDUMASTER_ENCODE_CHUNK_SECONDS: parts.chunkSeconds ?? 120,
    EDUMASTER_DELIVERY_SIGNATURE: 'hmac-sha256',
    EDUMASTER_SPEECH_MODEL: 'whisper-1',
  };
  const addresses = new SignedAddresses(installation, settings);
  const addressParts = new AddressParts(stores, addresses);
  const intake = new AssetIntake(stores, outbox, jobs);
  const tenancy = new FakeTenancy();
  const allowance = new VideoAllowance(quotas, stores, tenancy, settings);
  const abort = new AbortUpload(db, stores, allowance);
  const playlists = new PlaylistWriter(db, stores);
  const renditions = new RenditionKeeper(db, stores, playlists);
  const maker = new ChunkMaker(db, stores, silentLog);
  const sources = new SourceCopies(stores);
  const scan = new ScanFile(parts.scanner);
  const joiner = new ChunkJoiner(db, stores, renditions);
  const encodeParts = new EncodeParts(
    new ScanVideo(db, scan, settings),
    new ScratchRoom(stores, settings),
    new CopySource(stores, renditions, silentLog),
    new EncodeWhole(stores, renditions),
    new ChunkedEncode(db, jobs, maker, joiner, silentLog, settings),
    new EncodeMilestones(db, outbox, jobs, settings),
    new StoryboardMaker(db, stores, playlists, silentLog),
  );
  const pipeline = new EncodePipeline(db, stores, sources, encodeParts, silentLog);
  const end = new EncodeEnd(db, stores, outbox, jobs, silentLog);
  const encode = new EncodeVideo(db, pipeline, end, silentLog, encoder);
  const tidy = new TidyMedia(db, stores);
  const sender = new FileSender(stores);
  const signals = parts.signals ?? new FakeSignals({ isListening: false });
  const downloads = new DownloadAddresses(installation, settings);
  const captions = new CaptionWriter(outbox);
  return {
    addresses,
    privateFiles,
    encode,
    facade: new MediaFacade(
      db,
      addresses,
      new PlayableVideos(db, signals),
      new IngestFile(db, stores, privateFiles, intake),
      new Transcripts(db),
      downloads,
    ),
    publishCaptions: new PublishCaptions(db, stores, playlists),
    playlists,
    transcribe: new TranscribeVideo(db, stores, captions, silentLog, parts.speech),
    worker: new EncodeWorker(encode),
    chunkWorker: new ChunkWorker(new EncodeChunk(db, sources, maker, encoder)),
    tidy,
    tidyWorker: new TidyWorker(tidy),
    judge: new JudgeWorker(
      new JudgeFile(
        db,
        stores,
        outbox,
        new KeepPrivateFile(stores, privateFiles, scan),
        new KeepThumbnail(stores, scan),
        new KeepResource(stores, scan),
      ),
      db,
      jobs,
      silentLog,
    ),
    forget: new ForgetFiles(new DiscardFiles(db, stores)),
    forgetResources: new ForgetResources(new DiscardResource(db, new KeepResource(stores, scan))),
    sweep: new SweepUploads(db, stores, abort),
    routes: [
      new UploadRoutes(
        new CreateUpload(db, stores, privateFiles, addressParts, allowance, settings),
        new ReadUpload(db, stores, addressParts),
        new CompleteUpload(db, stores, intake),
        abort,
        settings,
      ),
      new MediaRoutes(new ReadMedia(db), new EncodeAgain(db, jobs, audit)),
      new TranscriptionRoutes(
        new ReadTranscription(db, parts.speech),
        new RequestTranscription(db, jobs, parts.speech),
        new CancelTranscription(db),
      ),
      new CaptionRoutes(
        new ReadCaptions(db),
        new AddCaptions(db, captions),
        new SaveCaptions(db, captions),
        new ReplaceCaptions(db, captions),
        new RenameCaptions(db, captions),
        new DeleteCaptions(db, captions),
      ),
      new ScannerRoutes(new ReadScanner(parts.scanner)),
      new DocumentRoutes(new OpenDocument(db, audit, privateFiles)),
    ],
    plainRoutes: [
      new UploadParts(new WritePart(db, stores, privateFiles, addresses)),
      new MediaDelivery(addresses, sender),
      new PublicAvatars(sender),
      new PublicImages(stores, sender),
      new PublicThumbnails(stores, sender),
      new ResourceDelivery(downloads, sender),
    ],
  };
}

/** Serves the world; who calls is what `contextOf` says at that moment. */
export async function serveMedia(
  { routes, plainRoutes }: ReturnType<typeof mediaWorld>,
  contextOf: () => Ctx,
): Promise<FastifyInstance> {
  const app = fastify({ forceCloseConnections: true });
  app.setErrorHandler(sendProblem);
  bindRoutes(app, listRoutes(routes), { contextOf: async () => contextOf() });
  for (const plain of plainRoutes) await plain.mount(app);
  return app;
}
