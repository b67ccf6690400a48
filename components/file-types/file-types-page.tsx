import { MAX_FILES, MMS_BUDGET, UPLOAD_LIMIT } from '@/server/domain/media/file';
import { FILE_TYPES, type FileType } from '@/server/domain/media/file-types';
import { MAX_TEXT_PIECES, TEXT_PIECE_LIMIT } from '@/server/domain/media/text-pieces';
import { fileTypes as words } from '../shared/catalogue/en/file-types';
import { FileSign } from '../shared/files/file-sign';
import classes from './file-types-page.module.css';

const MEGA = 1_000_000;
const counted = (count: number) => count.toLocaleString('en-US');

/** The list that the manual calls "Supported file types" (item 70), with how each of them travels. */
export function FileTypesPage() {
  return (
    <main className={classes.page}>
      <a className={classes.back} href="/inbox">
        {words.back}
      </a>
      <h1>{words.title}</h1>
      <p>{words.intro}</p>
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
              <td>{travelOf(type)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2>{words.limits}</h2>
      <ul>
        <li>{`${MAX_FILES} ${words.files}, ${MMS_BUDGET / MEGA} MB ${words.together}`}</li>
        <li>{`${UPLOAD_LIMIT / MEGA} MB ${words.upload}`}</li>
        <li>{`${MAX_TEXT_PIECES} ${words.texts} ${counted(TEXT_PIECE_LIMIT)} ${words.characters}`}</li>
        <li>{words.where}</li>
        <li>{words.never}</li>
      </ul>
    </main>
  );
}

function travelOf({ kind, storedAs }: FileType): string {
  if (kind === 'text') return words.asText;
  if (storedAs) return words.asJpeg;
  return kind === 'image' ? words.asPicture : words.asFile;
}
