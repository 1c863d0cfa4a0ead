// What other features use of this one.
export { sendCards } from './cards';
export { messages } from './messages';
export { currentName, type OwnWord, offered } from './own-words-rules';
export { addWord, openOwnWords, ownLists, wordsKind } from './own-words-state';
