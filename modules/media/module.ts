import { join } from 'node:path';
import { packageRoot } from '@edumaster/kernel';
import type { ModuleManifest } from '@edumaster/module';
import { mediaSettings, mediaSettingsToken } from './config.ts';
import './errors.ts';
import { CaptionPublisher } from './handlers/caption-publisher.ts';
import { ForgetFiles } from './handlers/forget-files.ts';
import { CaptionRoutes } from './http/caption-routes.ts';
import { DocumentRoutes } from './http/document-routes.ts';
import { FileSender } from './http/file-sender.ts';
import { MediaDelivery } from './http/media-delivery.ts';
import { MediaRoutes } from './http/media-routes.ts';
import { PublicAvatars } from './http/public-avatars.ts';
import { PublicImages } from './http/public-images.ts';
import { PublicThumbnails } from './http/public-thumbnails.ts';
import { ResourceDelivery } from './http/resource-delivery.ts';
import { ScannerRoutes } from './http/scanner-routes.ts';
import { TranscriptionRoutes } from './http/transcription-routes.ts';
import { UploadParts } from './http/upload-parts.ts';
import { UploadRoutes } from './http/upload-routes.ts';
import { Media } from './index.ts';
import { ChunkWorker } from './jobs/chunk-worker.ts';
import { EncodeWorker } from './jobs/encode-worker.ts';
import { JudgeWorker } from './jobs/judge-worker.ts';
import { ReviveEncodes } from './jobs/revive-encodes.ts';
import { TranscribeWorker } from './jobs/transcribe-worker.ts';
import { SweepUploads } from './jobs/sweep-uploads.ts';
import { TidyWorker } from './jobs/tidy-worker.ts';
import { MediaFacade } from './media-facade.ts';
import './policy.ts';
import { PrivateFiles } from './private-files/private-files.ts';
import { ReadCaptions } from './queries/read-captions.ts';
import { ReadMedia } from './queries/read-media.ts';
import { ReadScanner } from './queries/read-scanner.ts';
import { ReadUpload } from './queries/read-upload.ts';
import { ReadTranscription } from './queries/read-transcription.ts';
import { PlayableVideos } from './queries/playable-videos.ts';
import { Transcripts } from './queries/transcripts.ts';
import { AbortUpload } from './use-cases/abort-upload.ts';
import { AddCaptions } from './use-cases/add-captions.ts';
import { AddressParts } from './use-cases/address-parts.ts';
import { AssetIntake } from './use-cases/asset-intake.ts';
import { CaptionWriter } from './use-cases/caption-writer.ts';
import { CompleteUpload } from './use-cases/complete-upload.ts';
import { CreateUpload } from './use-cases/create-upload.ts';
import { DeleteCaptions } from './use-cases/delete-captions.ts';
import { DiscardResource } from './use-cases/discard-resource.ts';
import { DiscardFiles } from './use-cases/discard-files.ts';
import { encoding } from './use-cases/encoding.ts';
import { DownloadAddresses } from './use-cases/download-addresses.ts';
import { EncodeVideo } from './use-cases/encode-video.ts';
import { IngestFile } from './use-cases/ingest-file.ts';
import { JudgeFile } from './use-cases/judge-file.ts';
import { KeepPrivateFile } from './use-cases/keep-private-file.ts';
import { KeepResource } from './use-cases/keep-resource.ts';
import { KeepThumbnail } from './use-cases/keep-thumbnail.ts';
import { OpenDocument } from './use-cases/open-document.ts';
import { PlaylistWriter } from './use-cases/playlist-writer.ts';
import { CancelTranscription } from './use-cases/cancel-transcription.ts';
import { RequestTranscription } from './use-cases/request-transcription.ts';
import { TranscribeVideo } from './use-cases/transcribe-video.ts';
import { PublishCaptions } from './use-cases/publish-captions.ts';
import { StoryboardMaker } from './use-cases/storyboard-maker.ts';
import { RenameCaptions } from './use-cases/rename-captions.ts';
import { ReplaceCaptions } from './use-cases/replace-captions.ts';
import { SaveCaptions } from './use-cases/save-captions.ts';
import { ScanFile } from './use-cases/scan-file.ts';
import { SignedAddresses } from './use-cases/signed-addresses.ts';
import { VideoAllowance } from './use-cases/video-allowance.ts';
import { WritePart } from './use-cases/write-part.ts';
import { ForgetResources } from './handlers/forget-resources.ts';
import { ForgetOwners } from './handlers/forget-owners.ts';
import { OwnerData } from './queries/owner-data.ts';
import { ForgetOwner } from './use-cases/forget-owner.ts';

class MediaContainer {}

const routes = [
  CaptionRoutes,
  DocumentRoutes,
  MediaRoutes,
  ScannerRoutes,
  UploadRoutes,
  TranscriptionRoutes,
];
const plainRoutes = [
  MediaDelivery,
  PublicAvatars,
  PublicImages,
  PublicThumbnails,
  ResourceDelivery,
  UploadParts,
];
const consumers = [CaptionPublisher, ForgetFiles, ForgetOwners, ForgetResources];
const jobs = [ChunkWorker, EncodeWorker, JudgeWorker, TidyWorker, TranscribeWorker];
const crons = [ReviveEncodes, SweepUploads];

export const mediaModule: ModuleManifest<typeof mediaSettings> = {
  name: 'media',
  migrations: join(packageRoot(import.meta.url), 'migrations'),
  settings: mediaSettings,
  container: (settings) => ({
    module: MediaContainer,
    global: true,
    providers: [
      { provide: mediaSettingsToken, useValue: settings },
      { provide: Media, useClass: MediaFacade },
      AbortUpload,
      AddressParts,
      AddCaptions,
      AssetIntake,
      CaptionWriter,
      CompleteUpload,
      CreateUpload,
      DeleteCaptions,
      DiscardFiles,
      DiscardResource,
      DownloadAddresses,
      ...encoding,
      EncodeVideo,
      ForgetOwner,
      OwnerData,
      FileSender,
      IngestFile,
      JudgeFile,
      KeepPrivateFile,
      KeepResource,
      KeepThumbnail,
      OpenDocument,
      PlaylistWriter,
      PrivateFiles,
      ReadCaptions,
      ReadMedia,
      ReadScanner,
      ReadUpload,
      CancelTranscription,
      PublishCaptions,
      ReadTranscription,
      RequestTranscription,
      TranscribeVideo,
      StoryboardMaker,
      RenameCaptions,
      ReplaceCaptions,
      SaveCaptions,
      ScanFile,
      SignedAddresses,
      PlayableVideos,
      Transcripts,
      VideoAllowance,
      WritePart,
      ...routes,
      ...plainRoutes,
      ...consumers,
      ...jobs,
      ...crons,
    ],
    exports: [Media],
  }),
  routes,
  plainRoutes,
  consumers,
  jobs,
  crons,
  personalData: [OwnerData],
};
