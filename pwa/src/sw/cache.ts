// Names shared by the worker's parts. The build fills in the list of files and the hash over all of them.
declare const __PRECACHE__: string[];
declare const __BUILD_ID__: string;

export const worker = self as unknown as ServiceWorkerGlobalScope;
export const precache = __PRECACHE__;
export const prefix = 'shell-';
export const cacheName = `${prefix}${__BUILD_ID__}`;
// The page without what one screen in particular needs: it is served for all of them.
export const shellPage = '/index.html';
export const helpPage = '/help.html';
