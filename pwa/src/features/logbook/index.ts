// What other features use of this one.
export { messages } from './messages';
export { currentName, type OwnWord, offered } from './own-words-rules';
export { addWord, openOwnWords, ownLists } from './own-words-state';
