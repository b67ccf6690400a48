import {
  type CarrierFiles,
  carrierFilesOf,
  type Travel,
  travelOf,
} from '@/server/domain/media/carrier-files';
import { MAX_FILES, MMS_BUDGET, UPLOAD_LIMIT } from '@/server/domain/media/file';
import { FILE_TYPES, type FileType } from '@/server/domain/media/file-types';
import { MAX_TEXT_PIECES, TEXT_PIECE_LIMIT } from '@/server/domain/media/text-pieces';
import { fileTypes as words } from '../shared/catalogue/en/file-types';
import { FileSign } from '../shared/files/file-sign';
import classes from './file-types-page.module.css';

const MEGA = 1_000_000;
const counted = (count: number) => count.toLocaleString('en-US');

/**
 * The list that the manual calls "Supported file types" (item 70), with how each of them travels.
 * @param carrier the kind of a connection; of one that is not known, what all carriers take
 */
export function FileTypesPage({ carrier }: { carrier: string }) {
  const files = carrierFilesOf(carrier);
  return (
    <main className={classes.page}>
      <a className={classes.back} href="/inbox">
        {words.back}
      </a>
      <h1>{words.title}</h1>
      <p>
        {words.intro} {byWords(carrier)}
      </p>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{words.type}</th>
            <th scope="col">{words.extensions}</th>
            <th scope="col">{words.travels}</th>
          </tr>
        </thead>
        <tbody>
          {FILE_TYPES.map((type) => (
            <tr key={type.contentType}>
              <th scope="row">
                <span className={classes.type}>
                  <FileSign contentType={type.contentType} size={18} />
                  {type.label}
                </span>
              </th>
              <td>{type.extensions.map((extension) => `.${extension}`).join(', ')}</td>
              <td>{travelWords(type, files)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2>{words.limits}</h2>
      <ul>
        <li>{`${Math.min(MAX_FILES, files.maxFiles)} ${words.files}, ${Math.min(MMS_BUDGET, files.maxBytes) / MEGA} MB ${words.together}`}</li>
        <li>{`${UPLOAD_LIMIT / MEGA} MB ${words.upload}`}</li>
        <li>{`${MAX_TEXT_PIECES} ${words.texts} ${counted(TEXT_PIECE_LIMIT)} ${words.characters}`}</li>
        <li>{words.where}</li>
        <li>{words.never}</li>
      </ul>
    </main>
  );
}

function byWords(carrier: string): string {
  const by: Partial<Record<string, string>> = words.by;
  return Object.hasOwn(by, carrier) ? (by[carrier] ?? words.byAny) : words.byAny;
}

const TRAVELS: Record<Travel, string> = {
  as_it_is: words.asFile,
  converted: words.asJpeg,
  text: words.asText,
};

function travelWords(type: FileType, carrier: CarrierFiles): string {
  const travel = travelOf(type, carrier);
  if (travel === null) return words.notTaken;
  return travel === 'as_it_is' && type.kind === 'image' ? words.asPicture : TRAVELS[travel];
}
