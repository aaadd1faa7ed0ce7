import { Button } from '@edumaster/ui/button';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { RotateCcw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { browserApi } from '#web/api/browser-api.ts';
import { mediaKey } from './use-media.ts';

export interface EncodeAgainProps {
  readonly mediaId: string;
  readonly lectureTitle: string;
}

/** Goes on with a video that failed for no fault of its own. */
export function EncodeAgain({ mediaId, lectureTitle }: EncodeAgainProps) {
  const t = useTranslations('studio.upload');
  const client = useQueryClient();
  const again = useMutation({
    mutationFn: () => browserApi.encodeMedia({ params: { id: mediaId } }),
    onSuccess: (media) => client.setQueryData(mediaKey(mediaId), media),
    onError: () => toast.error(t('encodeRefused')),
  });
  return (
    <Button
      variant="soft"
      size="sm"
      disabled={again.isPending}
      aria-label={t('encodeAgainFor', { title: lectureTitle })}
      onClick={() => again.mutate()}
    >
      <RotateCcw aria-hidden="true" />
      {again.isPending ? t('encodingAgain') : t('encodeAgain')}
    </Button>
  );
}
