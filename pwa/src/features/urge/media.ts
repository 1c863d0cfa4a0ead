// Pictures and sounds without an address: the page may load neither from anywhere, so they are decoded and drawn here.
import { longestNote } from './own-state';

const widest = 1280; // pixels; also leaves out where and when the picture was taken

/** The picture, small enough to keep. Throws for what this browser cannot read as one. */
export async function smaller(file: Blob): Promise<Blob> {
  const canvas = document.createElement('canvas');
  await drawPicture(canvas, file);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('no picture'))),
      'image/jpeg',
      0.8,
    );
  });
}

export async function drawPicture(canvas: HTMLCanvasElement, file: Blob): Promise<void> {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, widest / Math.max(picture.width, picture.height));
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
}

/** Plays a sound until it ends or is stopped; `ended` is called once either way. Throws when it cannot be decoded. */
export async function play(sound: ArrayBuffer, ended: () => void): Promise<() => void> {
  const context = new AudioContext();
  try {
    const source = context.createBufferSource();
    source.buffer = await context.decodeAudioData(sound);
    source.connect(context.destination);
    source.addEventListener('ended', () => {
      void context.close();
      ended();
    });
    source.start();
    return () => source.stop();
  } catch (problem) {
    void context.close();
    throw problem;
  }
}

export interface Recording {
  stop(): void;
  /** The note, once it was stopped or is as long as it may be. */
  note: Promise<Blob>;
}

export const canRecord = () =>
  typeof MediaRecorder === 'function' && Boolean(navigator.mediaDevices?.getUserMedia);

/** Asks for the microphone and gives it back at the end. Throws when it is not given. */
export async function record(): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const recorder = new MediaRecorder(stream, { audioBitsPerSecond: 48_000 });
  const parts: Blob[] = [];
  recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
  const note = new Promise<Blob>((resolve) => {
    recorder.addEventListener('stop', () => {
      for (const track of stream.getTracks()) track.stop();
      resolve(new Blob(parts, { type: recorder.mimeType }));
    });
  });
  const stop = () => {
    if (recorder.state !== 'inactive') recorder.stop();
  };
  recorder.start();
  const limit = setTimeout(stop, longestNote * 1000);
  void note.then(() => clearTimeout(limit));
  return { stop, note };
}
