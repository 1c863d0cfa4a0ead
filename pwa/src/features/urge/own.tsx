// Songs, a photo and a voice note a person keeps for a hard moment. Only on this phone, and the screen says so.
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../ui/button';
import { Field } from '../../ui/field';
import { useTask } from '../../ui/task';
import { canRecord, drawPicture, play, type Recording, record, smaller } from './media';
import { messages } from './messages';
import {
  addSong,
  bytesOf,
  forget,
  type Kept,
  keep,
  longestSong,
  mostSongs,
  openOwn,
  own,
  removeSong,
} from './own-state';

export default function OwnThings() {
  const w = messages.value.ownThings;
  const { read } = own();
  useEffect(() => void openOwn(), []);
  if (!read.value) return null;
  return (
    <>
      <p class="sub small">{w.about}</p>
      <Songs />
      <Photo />
      <Voice />
    </>
  );
}

/** What did not work is said where it was tried; the sentence says that nothing was stored. */
function Problem({ task }: { task: ReturnType<typeof useTask> }) {
  if (task.problem === null) return null;
  const w = messages.value.ownThings;
  const text = task.problem instanceof RangeError ? w.tooLarge : w.notKept;
  return (
    <p class="field-problem" role="alert">
      {text}
    </p>
  );
}

const isLink = (song: string) => /^https?:\/\/\S+$/i.test(song);

function Songs() {
  const w = messages.value.ownThings;
  const [typed, setTyped] = useState('');
  const task = useTask();
  const songs = own().songs.value;
  const add = async () => {
    const song = typed.trim();
    if (song && (await task.run(() => addSong(song)))) setTyped('');
  };
  return (
    <section class="own-part">
      <h3>{w.songs}</h3>
      <ul>
        {songs.map((song) => (
          <li key={song} class="own-song">
            {isLink(song) ? (
              <a href={song} target="_blank" rel="noopener noreferrer">
                {song}
              </a>
            ) : (
              <span>{song}</span>
            )}
            <Button look="plain" onClick={() => void task.run(() => removeSong(song))}>
              {w.removeSong}
            </Button>
          </li>
        ))}
      </ul>
      {songs.length < mostSongs && (
        <>
          <Field label={w.song} value={typed} maxLength={longestSong} onInput={setTyped} />
          <Button look="quiet" disabled={!typed.trim()} busy={task.busy} onClick={() => void add()}>
            {w.addSong}
          </Button>
        </>
      )}
      <Problem task={task} />
    </section>
  );
}

function Photo() {
  const w = messages.value.ownThings;
  const task = useTask();
  const photo = own().photo.value;
  return (
    <section class="own-part">
      <h3>{w.photo}</h3>
      {photo ? (
        <>
          <Picture kept={photo} />
          <Button look="plain" onClick={() => void task.run(() => forget('photo'))}>
            {w.removePhoto}
          </Button>
        </>
      ) : (
        <Pick
          label={w.addPhoto}
          accept="image/*"
          busy={task.busy}
          onPick={(file) => void task.run(async () => keep('photo', await smaller(file)))}
        />
      )}
      <Problem task={task} />
    </section>
  );
}

function Picture({ kept }: { kept: Kept }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const file = new Blob([bytesOf(kept)], { type: kept.type });
    if (canvas.current) void drawPicture(canvas.current, file).catch(() => undefined);
  }, [kept]);
  return (
    <canvas
      ref={canvas}
      class="own-photo"
      role="img"
      aria-label={messages.value.ownThings.photoLabel}
    />
  );
}

interface PickProps {
  label: string;
  accept: string;
  busy: boolean;
  onPick: (file: File) => void;
}

/** A file field that looks like a button. */
function Pick({ label, accept, busy, onPick }: PickProps) {
  return (
    <label class="button quiet own-pick">
      <span>{label}</span>
      <input
        type="file"
        accept={accept}
        disabled={busy}
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          if (file) onPick(file);
          currentTarget.value = '';
        }}
      />
    </label>
  );
}

function Voice() {
  const w = messages.value.ownThings;
  const task = useTask();
  const voice = own().voice.value;
  return (
    <section class="own-part">
      <h3>{w.voice}</h3>
      {voice ? (
        <>
          <Player kept={voice} task={task} />
          <Button look="plain" onClick={() => void task.run(() => forget('voice'))}>
            {w.removeVoice}
          </Button>
        </>
      ) : (
        <>
          {canRecord() && <Recorder task={task} />}
          <Pick
            label={w.pickVoice}
            accept="audio/*"
            busy={task.busy}
            onPick={(file) => void task.run(() => keep('voice', file))}
          />
        </>
      )}
      <Problem task={task} />
    </section>
  );
}

function Player({ kept, task }: { kept: Kept; task: ReturnType<typeof useTask> }) {
  const w = messages.value.ownThings;
  const [stop, setStop] = useState<(() => void) | null>(null);
  const playing = useRef<(() => void) | null>(null);
  useEffect(() => () => playing.current?.(), []);
  const start = async () => {
    const end = await play(bytesOf(kept).buffer, () => setStop(null));
    playing.current = end;
    setStop(() => end);
  };
  return (
    <Button wide busy={task.busy} onClick={() => (stop ? stop() : void task.run(start))}>
      {stop ? w.stopVoice : w.playVoice}
    </Button>
  );
}

function Recorder({ task }: { task: ReturnType<typeof useTask> }) {
  const w = messages.value.ownThings;
  const [recording, setRecording] = useState<Recording | null>(null);
  const running = useRef<Recording | null>(null);
  useEffect(() => () => running.current?.stop(), []);
  const begin = () =>
    task.run(async () => {
      const begun = await record();
      running.current = begun;
      setRecording(begun);
      void begun.note.then((note) => {
        setRecording(null);
        void task.run(() => keep('voice', note));
      });
    });
  return recording ? (
    <Button wide onClick={() => recording.stop()}>
      {w.stopRecording}
    </Button>
  ) : (
    <Button look="quiet" busy={task.busy} onClick={() => void begin()}>
      {w.record}
    </Button>
  );
}
