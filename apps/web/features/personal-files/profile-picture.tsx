'use client';

import { ApiProblem } from '@edumaster/http/client';
import { Avatar } from '@edumaster/ui/avatar';
import { Button } from '@edumaster/ui/button';
import { Notice } from '@edumaster/ui/notice';
import { toast } from '@edumaster/ui/toaster';
import { Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { avatarInSize } from '#web/platform/avatar-address.ts';
import { browserApi } from '#web/api/browser-api.ts';
import type { Me } from '#web/api/identity.ts';
import { ChooseFile } from './choose-file.tsx';
import { FileNotTaken, untilArrived, uploadPersonalFile } from './upload-personal-file.ts';

export function ProfilePicture({ person }: { person: Pick<Me, 'name' | 'avatarUrl'> }) {
  const t = useTranslations('instructor.picture');
  const { avatarUrl, busy, problem, upload, remove } = usePicture(person.avatarUrl);
  return (
    <div className="flex flex-wrap items-center gap-5">
      <Avatar
        name={person.name}
        imageUrl={avatarInSize(avatarUrl, 512)}
        className="size-24 text-2xl"
      />
      <div className="min-w-0 space-y-2">
        <div className="flex flex-wrap gap-2">
          <ChooseFile
            label={t(busy === 'upload' ? 'uploading' : 'choose')}
            accept="image/png,image/jpeg,image/webp"
            isBusy={busy === 'upload'}
            describedBy="picture-hint"
            onChoose={(file) => void upload(file)}
          >
            {t(busy === 'upload' ? 'uploading' : 'choose')}
          </ChooseFile>
          {avatarUrl !== undefined && (
            <Button variant="ghost" busy={busy === 'remove'} onClick={() => void remove()}>
              <Trash2 aria-hidden="true" />
              {t('remove')}
            </Button>
          )}
        </div>
        <p id="picture-hint" className="text-sm text-ink-faint">
          {t('hint')}
        </p>
        <div role="alert">{problem !== null && <Notice tone="danger">{problem}</Notice>}</div>
      </div>
    </div>
  );
}

function usePicture(initial: string | undefined) {
  const t = useTranslations('instructor.picture');
  const router = useRouter();
  const [avatarUrl, setAvatarUrl] = useState(initial);
  const [busy, setBusy] = useState<'upload' | 'remove' | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function run(kind: 'upload' | 'remove', work: () => Promise<string | undefined>) {
    setBusy(kind);
    setProblem(null);
    try {
      setAvatarUrl(await work());
      toast.success(t(kind === 'upload' ? 'saved' : 'removed'));
      // The header shows it too.
      router.refresh();
    } catch (error) {
      setProblem(reasonOf(error) || t('failed'));
    }
    setBusy(null);
  }

  const upload = (file: File) =>
    run('upload', async () => {
      const mediaId = await uploadPersonalFile(file, { purpose: 'avatar' });
      const me = await untilArrived(
        () => browserApi.getMe(),
        (answer) => answer.avatarUrl?.includes(mediaId) ?? false,
      );
      return me.avatarUrl;
    });
  const remove = () =>
    run('remove', async () => {
      await browserApi.removeMyAvatar();
      return undefined;
    });
  return { avatarUrl, busy, problem, upload, remove };
}

/** What the server says of a file is written for people. */
export function reasonOf(error: unknown): string {
  if (error instanceof FileNotTaken) return error.message;
  if (!(error instanceof ApiProblem) || error.status !== 422) return '';
  return (error.problem.errors ?? []).map(({ path, message }) => `${path} ${message}`).join('. ');
}
