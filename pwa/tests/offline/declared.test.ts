// Everything a feature declares is found again after a restart, and has a sample that the tests of the engine go through.
import { expect, test, vi } from 'vitest';
import { loadable, loadDeclarations } from './declared';
import { documentSamples, operationSamples } from './samples';

const declared = vi.hoisted(() => ({ operations: [] as string[], documents: [] as string[] }));

vi.mock('../../src/offline/declarations', async (original) => {
  const real = await original<typeof import('../../src/offline/declarations')>();
  const declareOperation: typeof real.declareOperation = (operation) => {
    declared.operations.push(operation.kind);
    return real.declareOperation(operation);
  };
  const declareDocument: typeof real.declareDocument = (definition) => {
    declared.documents.push(definition.name);
    return real.declareDocument(definition);
  };
  return { ...real, declareOperation, declareDocument };
});

test('no kind is declared twice, each is found by the app, and each has a sample', async () => {
  await loadDeclarations();
  const { operations, documents } = declared;
  expect(operations.length).toBeGreaterThanOrEqual(6);
  expect(documents.length).toBeGreaterThanOrEqual(5);
  expect(operations.sort()).toEqual(loadable.operations);
  expect(documents.sort()).toEqual(loadable.documents);
  expect(Object.keys(operationSamples).sort()).toEqual(loadable.operations);
  expect(Object.keys(documentSamples).sort()).toEqual(loadable.documents);
});
