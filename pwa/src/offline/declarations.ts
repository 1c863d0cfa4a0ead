// What a feature declares about the things it sends (operations) and changes (documents): how one is named, sent and merged,
// and what an answer changes. The outbox and the documents do the rest. A declaration arrives with its feature; what waits
// of a feature that was not opened yet asks for it.
import type { Session } from './session';

/** What the server said of one item of a batch. */
export interface ItemAnswer {
  id: string;
  /** Null: taken. Else why not. */
  refused: string | null;
}

export interface Operation<T> {
  /** Its stable name: written on the phone, never changed. */
  kind: string;
  /** The row it is written in. A later item with the same id takes the place of an earlier one. */
  id(value: T): string;
  /** Items of one group go out in the order they were made. */
  group?(value: T): string;
  /** Sends one; harmless to repeat. Throws what the client throws. */
  send(session: Session, value: T): Promise<unknown>;
  /** Sends several at once, at most `most`. One the server does not mention waits on. */
  batch?: { most: number; send(session: Session, values: T[]): Promise<ItemAnswer[]> };
  /** It was taken: what the answer says. */
  accepted?(session: Session, value: T, answer: unknown): void;
  /**
   * Milliseconds a taken item stays here, counted from when it was made, so that a server restored from an older backup
   * can be given it again. Without it, it goes when it was taken.
   */
  keepFor?: number;
}

export interface DocumentDefinition<T> {
  /** Its stable name: written on the phone, and its address below /api/v1. */
  name: string;
  empty: T;
  /** Three-way merge: what changed here since `base`, with what is there now. `base` is null where it is not known. */
  merge(base: T | null, local: T, remote: T): T;
  /** What is sent. */
  body(local: T, base: T | null): unknown;
  /** Whether the copy on this phone holds something an answer lacks: then the server lost it and is given it again. */
  lost(copy: T, answer: T): boolean;
}

type Loader = () => Promise<unknown>;

// Declarations, not data: the same for everybody who uses this phone.
const operations = new Map<string, Operation<unknown>>();
const documents = new Map<string, DocumentDefinition<unknown>>();
let loaders: Record<'operations' | 'documents', Record<string, Loader>> = {
  operations: {},
  documents: {},
};

export function declareOperation<T>(operation: Operation<T>): Operation<T> {
  operations.set(operation.kind, operation as Operation<unknown>);
  return operation;
}

export function declareDocument<T>(definition: DocumentDefinition<T>): DocumentDefinition<T> {
  documents.set(definition.name, definition as DocumentDefinition<unknown>);
  return definition;
}

/** Where each is declared: its kind or name → how its feature is loaded. Given once, by the app. */
export function declarationsFrom(these: typeof loaders): void {
  loaders = these;
}

/** Null: no feature of this version knows it, or it could not be loaded now. */
export async function operationOf(kind: string): Promise<Operation<unknown> | null> {
  if (!operations.has(kind)) await loaders.operations[kind]?.().catch(() => undefined);
  return operations.get(kind) ?? null;
}

/** Null: no feature of this version knows it, or it could not be loaded now. */
export async function documentNamed(name: string): Promise<DocumentDefinition<unknown> | null> {
  if (!documents.has(name)) await loaders.documents[name]?.().catch(() => undefined);
  return documents.get(name) ?? null;
}
