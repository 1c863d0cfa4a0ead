// Names for the answers the frame of the app needs.

export interface Me {
  id: string;
  display_name: string;
  role: string;
  language: 'en' | 'es';
  zone: string;
  has_passphrase: boolean;
  sign_in_name: string | null;
  passkey_count: number;
  server_epoch: string | number;
}

export type Phase = 'intake' | 'active' | 'step_down' | 'completed';
