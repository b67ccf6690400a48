import {
  IconAddressBook,
  IconCalendarEvent,
  IconFile,
  IconFileText,
  IconMusic,
  IconPhoto,
  IconVideo,
} from '@tabler/icons-react';
import { type FileKind, kindOf } from '@/server/domain/media/file-types';

const SIGNS: Record<FileKind, typeof IconFile> = {
  image: IconPhoto,
  video: IconVideo,
  audio: IconMusic,
  contact: IconAddressBook,
  calendar: IconCalendarEvent,
  text: IconFileText,
  document: IconFile,
};

/** The sign of a file's kind. */
export function FileSign({ contentType, size = 20 }: { contentType: string; size?: number }) {
  const Sign = SIGNS[kindOf(contentType)];
  return <Sign size={size} stroke={1.75} aria-hidden />;
}
