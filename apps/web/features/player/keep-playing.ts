import Hls, { type ErrorData, type HlsConfig } from 'hls.js';

const mostMediaErrors = 3;
const firstPauseMs = 1_000;
const longestPauseMs = 5_000;

const retried = { maxNumRetry: 2, retryDelayMs: 400, maxRetryDelayMs: 2_000 };

/** Cut connections (status 0) and broken servers are worth another try; a missing file is not. */
const errorRetry: NonNullable<HlsConfig['fragLoadPolicy']['default']['errorRetry']> = {
  ...retried,
  shouldRetry: (policy, count, _isTimeout, response) => {
    const status = response?.code ?? 0;
    return count < (policy?.maxNumRetry ?? 0) && (status < 400 || status > 499);
  },
};

const policy = {
  default: {
    maxTimeToFirstByteMs: 10_000,
    maxLoadTimeMs: 60_000,
    timeoutRetry: { ...retried, retryDelayMs: 0 },
    errorRetry,
  },
};

/** A few quick tries that nobody notices; then another size, and then `keepPlaying`. */
export const patience: Partial<HlsConfig> = {
  fragLoadPolicy: policy,
  playlistLoadPolicy: policy,
  manifestLoadPolicy: policy,
  // A size that failed may be tried again after a while.
  errorPenaltyExpireMs: 60_000,
};

export interface KeepPlaying {
  readonly player: Hls;
  /** The newest address. */
  readonly manifestUrl: () => string;
  readonly onTrouble: (isInTrouble: boolean) => void;
  readonly onGiveUp: () => void;
}

/**
 * What hls.js holds for the end is the beginning of waiting: loading goes on where it was, again and
 * again, until what delivers is back. What was loaded stays. Returns what ends it.
 */
export function keepPlaying({ player, manifestUrl, onTrouble, onGiveUp }: KeepPlaying): () => void {
  let mediaErrors = 0;
  let pauseMs = firstPauseMs;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const goOn = () => {
    clearTimeout(timer);
    timer = undefined;
    if (player.levels.length === 0) player.loadSource(manifestUrl());
    else player.startLoad();
  };
  const fail = (error: ErrorData) => {
    if (!error.fatal) return;
    if (error.type === Hls.ErrorTypes.MEDIA_ERROR) {
      mediaErrors += 1;
      if (mediaErrors > mostMediaErrors) onGiveUp();
      else player.recoverMediaError();
      return;
    }
    onTrouble(true);
    timer ??= setTimeout(goOn, pauseMs);
    pauseMs = Math.min(longestPauseMs, pauseMs * 2);
  };
  const isBack = () => {
    pauseMs = firstPauseMs;
    onTrouble(false);
  };
  const comeOnline = () => {
    if (timer !== undefined) goOn();
  };
  player.on(Hls.Events.ERROR, (_event, error) => fail(error));
  player.on(Hls.Events.FRAG_BUFFERED, isBack);
  window.addEventListener('online', comeOnline);
  return () => {
    clearTimeout(timer);
    window.removeEventListener('online', comeOnline);
  };
}
