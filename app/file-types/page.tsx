import { FileTypesPage } from '@/components/file-types/file-types-page';

export const metadata = { title: 'Supported file types · Waggle' };

/** For everybody, signed in or not: it says nothing of anybody. */
export default function FileTypes() {
  return <FileTypesPage />;
}
