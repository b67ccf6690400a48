import { FileTypesPage } from '@/components/file-types/file-types-page';

export const metadata = { title: 'Supported file types · Waggle' };

interface FileTypesProps {
  searchParams: Promise<{ carrier?: string | string[] }>;
}

/** For everybody, signed in or not: it says nothing of anybody. `?carrier=` names the kind of a number's connection. */
export default async function FileTypes({ searchParams }: FileTypesProps) {
  const { carrier } = await searchParams;
  return <FileTypesPage carrier={typeof carrier === 'string' ? carrier : ''} />;
}
