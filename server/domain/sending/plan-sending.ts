import { type CarrierFiles, carrierFilesOf } from '../media/carrier-files';
import { type FilePlan, type PlannedFile, planFiles } from '../media/plan-files';
import { textPieces } from '../media/text-pieces';
import { countSegments, type SegmentCount } from '../messages/segments';
import { isBlank, normaliseText } from '../messages/text';

/** A file that waits in a text box. */
export interface SendFile extends PlannedFile {
  name: string;
  contentType: string;
  /** What a text file says; it goes as SMS (item 74). Null for all others. */
  text: string | null;
}

/** An SMS that is part of what is sent. */
export interface PlannedText extends SegmentCount {
  text: string;
  /** The text file that it is a piece of; null for what was typed. */
  file: SendFile | null;
}

/**
 * What one press of Send becomes: the typed text as an SMS, each text file as one or more, all other files together as
 * one MMS (items 72 to 74). They go in this order.
 */
export interface SendPlan {
  texts: PlannedText[];
  mms: FilePlan<SendFile>;
}

/**
 * @param textLimit the longest text that the carrier of our number takes, in UTF-16 units
 * @param carrier what it takes of files
 */
export function planSending(
  text: string,
  files: readonly SendFile[],
  textLimit: number,
  carrier: CarrierFiles = carrierFilesOf('common'),
): SendPlan {
  const typed = normaliseText(text);
  const texts: PlannedText[] = isBlank(typed) ? [] : [{ ...countSegments(typed), text: typed, file: null }];
  for (const file of files) {
    for (const piece of textPieces(file.text ?? '', textLimit))
      texts.push({ ...countSegments(piece), text: piece, file });
  }
  return {
    texts,
    mms: planFiles(
      files.filter((file) => file.text === null),
      carrier,
    ),
  };
}

/**
 * The files of each send, when what has no room in one MMS goes with the next. Text files go with the first; what
 * fits into no MMS is left out.
 */
export function planBatches(files: readonly SendFile[], carrier: CarrierFiles): SendFile[][] {
  const texts = files.filter((file) => file.text !== null);
  const batches: SendFile[][] = [];
  for (let rest = files.filter((file) => file.text === null); rest.length > 0; ) {
    const { kept, dropped } = planFiles(rest, carrier);
    if (kept.length === 0) break;
    batches.push(kept);
    rest = dropped.map(({ file }) => file);
  }
  const [first = [], ...others] = batches;
  return texts.length + first.length > 0 ? [[...texts, ...first], ...others] : [];
}
