// Documents the server counts the versions of: it refuses a change made to an older one (409 stale_version).
import { type DocumentDefinition, declareDocument } from './declarations';

interface Versioned {
  version: number;
  updated_at?: string | null;
}

export const declareVersionedDocument = <T extends Versioned>(
  definition: Omit<DocumentDefinition<T>, 'body' | 'lost'>,
): DocumentDefinition<T> =>
  declareDocument({
    ...definition,
    body(local, base) {
      const { updated_at: _, ...content } = local;
      return { ...content, version: base?.version ?? 0 };
    },
    // A server restored from an older backup answers with a version this phone is past.
    lost: (copy, answer) => copy.version > answer.version,
  });
