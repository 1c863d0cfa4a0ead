// @generated from the OpenAPI document by `npm run types`. Change the server, not this file.

export interface paths {
    "/api/v1/absences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What I said of meetings I cannot be at or was not at, and what became of it. */
        get: operations["get_absences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/absences/{absence_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say that I cannot be at one of my meetings, or was not, under the phone's own id; repeating it is harmless.
         * @description Another meeting that is wished for and has no room any more is left out of the answer, the rest is kept. 409 when the
         *     meeting is called off, lies more than two weeks back, or another one is confirmed for it.
         */
        put: operations["put_absences_absence_id"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/absences/{absence_id}/taken-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** I come after all. Harmless to repeat; 409 when the meeting had begun at the moment of the tap. */
        put: operations["put_absences_absence_id_taken_back"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/absences/days/{days_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say that I cannot come on these days, or did not, under the phone's own id; repeating it is harmless.
         * @description One request to staff, whatever it covers. Another session that is wished for and has no room any more is left out of the answer, the rest is kept. 409 when
         *     nothing of mine is planned then.
         */
        put: operations["put_absences_days_days_id"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/absences/days/{days_id}/taken-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** I come after all, to whatever was not over at the moment of the tap. Harmless to repeat; 409 when all of it was. */
        put: operations["put_absences_days_days_id_taken_back"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/access-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who opened or changed my record, and when; or, with `part=lists`, who read my name in a list.
         * @description The newest first, a page at a time: `next` is the `before` of the next one. My own doings are left out.
         */
        get: operations["get_access_log"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Use an invitation code or a recovery card, once; this device is then signed in.
         * @description A code that is wrong, used, replaced or expired gets one and the same answer. A code for an account in use opens a phone
         *     that is not confirmed: `phone_confirmed` is false, and nothing of the account changes.
         */
        post: operations["post_activate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/aftercare-plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My aftercare plan, from before completion on; an empty one at version 0 before the first save. */
        get: operations["get_aftercare_plan"];
        /**
         * Save my aftercare plan on top of the version I read.
         * @description 409 stale_version when it was changed elsewhere since: read it again, merge, save. Repeating a save is harmless.
         */
        put: operations["put_aftercare_plan"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My requests for a call of the last days and what became of them, the newest first. */
        get: operations["get_calls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls/{call_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Ask for a call under the phone's own id; repeating it is harmless.
         * @description 409 not_offered when nobody on staff would see it: the phone then shows numbers to call instead.
         */
        put: operations["put_calls_call_id"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls/{call_id}/taken-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * I no longer need this call. Harmless to repeat, and once it is closed.
         * @description It may come before the request itself, which then reaches nobody.
         */
        put: operations["put_calls_call_id_taken_back"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My own cards about the days `start` to `end`, oldest first. */
        get: operations["get_cards"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cards/{card_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Keep one card under the phone's own id, or a higher revision of it. The same content again answers "same". */
        put: operations["put_cards_card_id"];
        post?: never;
        /** Delete one of my own cards for good. Harmless to repeat; an id that is not mine gets the same answer. */
        delete: operations["delete_cards_card_id"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/care-team": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who looks after me or did, from when until when. */
        get: operations["get_care_team"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checkins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The signed-in person's own check-ins about the days `start` to `end`, oldest first. */
        get: operations["get_checkins"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checkins/{checkin_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Store one check-in, or a correction of it.
         * @description The id is made by the phone. The same content again answers 200 "same"; a higher revision within 24 hours of
         *     recording answers 200 "updated"; a version that lost against a newer one answers 409.
         */
        put: operations["put_checkins_checkin_id"];
        post?: never;
        /** Delete one of my own entries for good. Harmless to repeat; an id that is not mine gets the same answer. */
        delete: operations["delete_checkins_checkin_id"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checkins/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Store up to fifty check-ins, with a result for each.
         * @description An item that cannot be read is "rejected" and spoils no other.
         */
        post: operations["post_checkins_batch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checkups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My check-up days around now, the one to ask about today, and my latest answers. */
        get: operations["get_checkups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checkups/{checkup_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Keep my answer under the phone's own id; repeating it is harmless.
         * @description A wish for a call is put before the staff; the answer says when somebody of the program is on the phone.
         */
        put: operations["put_checkups_checkup_id"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/crisis-lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Numbers to call or text at any hour, and the day somebody last looked at them. */
        get: operations["get_crisis_lines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What I count, what I told about it, and my milestones. */
        get: operations["get_days"];
        /**
         * Join my phone's copy with what is stored, entry by entry.
         * @description The higher revision of an entry stands. Repeating it, and sending an old copy, is harmless.
         */
        put: operations["put_days"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The events of my program that are not over yet. */
        get: operations["get_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/goals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My goals and what I decided about them. */
        get: operations["get_goals"];
        /**
         * Join my phone's copy with what is stored, entry by entry.
         * @description The higher revision of an entry stands. Repeating it, and sending an old copy, is harmless.
         */
        put: operations["put_goals"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The alumni groups of my program, each with its next meetings. */
        get: operations["get_groups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in, and whether this phone is confirmed. */
        get: operations["get_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the language, or report the zone the phone is in, or that the app was opened from the home screen.
         * @description A zone nobody knows changes nothing, nor does a phone that is not confirmed.
         */
        patch: operations["patch_me"];
        trace?: never;
    };
    "/api/v1/me/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What holds for my account. */
        get: operations["get_me_account"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close my account: I am signed out everywhere, and nothing is sent any more.
         * @description What is stored stays until the program's rule ends that.
         */
        post: operations["post_me_close"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/copy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything kept about the signed-in person, as a file. Six at once, then one every ten minutes. */
        get: operations["get_me_copy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/erasure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for what I wrote to be erased. An admin of the program carries it out, unless a legal hold stands against it. */
        post: operations["post_me_erasure"];
        /** I want it no longer. Harmless to repeat. */
        delete: operations["delete_me_erasure"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/passphrase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Choose a name and passphrase for coming back, or change them.
         * @description Choosing the first one needs proof younger than ten minutes. Changing it asks for the current one, or, where that is forgotten,
         *     for proof by something else. Changing ends every other sign-in and, with `keep`, the passkeys, but for those to keep. Of
         *     several changes at once one is made.
         */
        put: operations["put_me_passphrase"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Nothing is sent to me before that day of my own calendar. Another day replaces it. */
        put: operations["put_me_pause"];
        post?: never;
        /** Reminders come again. Harmless to repeat. */
        delete: operations["delete_me_pause"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/phone/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm the phone this comes from, with one's passphrase, recovery card, or passkey. Harmless to repeat. */
        post: operations["post_me_phone_confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show once more that it is you, for what asks for proof younger than ten minutes (403 `proof_needed`).
         * @description A code from the program, and the secret of the phone, count for somebody who has neither passphrase nor passkey.
         */
        post: operations["post_me_proof"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/recovery-card": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new recovery card; the one before stops working. This answer is the only place where its code ever appears. */
        post: operations["post_me_recovery_card"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document: every route, every answer, every error. */
        get: operations["get_openapi_json"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/own-words": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My own lists; empty ones at version 0 before the first save. */
        get: operations["get_own_words"];
        /**
         * Save my lists on top of the version I read.
         * @description 409 stale_version when they were changed elsewhere since: read them again, merge, save. Repeating a save is harmless.
         */
        put: operations["put_own_words"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The passkeys of this account, oldest first. */
        get: operations["get_passkeys"];
        put?: never;
        /** Keep the passkey that the browser made. */
        post: operations["post_passkeys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/passkeys/{passkey_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove one of one's own passkeys. */
        delete: operations["delete_passkeys_passkey_id"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/passkeys/registration-options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to add a passkey: options for the browser, good for five minutes. */
        post: operations["post_passkeys_registration_options"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/passkeys/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Come back with a passkey. */
        post: operations["post_passkeys_sign_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/passkeys/sign-in-options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to sign in with a passkey. Names no account; the ticket is good once, for five minutes. */
        post: operations["post_passkeys_sign_in_options"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/push/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give back the token that was pushed to this phone, which proves that it can be reached. */
        post: operations["post_push_activate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/push/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The key a phone subscribes with, as base64url of the uncompressed point. */
        get: operations["get_push_key"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/push/received": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The phone showed this delivery. Open to all, because the sign-in may have ended; an unknown id changes nothing. */
        post: operations["post_push_received"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/push/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether this phone can be reached, when it was last, and what to do when it cannot. */
        get: operations["get_push_status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/push/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say where this phone can be reached; harmless to repeat on every start.
         * @description A new phone is "unverified" until it gives back, at /push/activate, what is pushed to it. It belongs to this sign-in and
         *     ends with it. 422 push_host_refused or push_keys_refused when we do not send there; 409 too_many_phones when ten others
         *     are reached.
         */
        post: operations["post_push_subscriptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/push/subscriptions/{subscription_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Stop reaching this phone; harmless to repeat. */
        delete: operations["delete_push_subscriptions_subscription_id"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/push/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a test message to each of the person's phones, or to this one. 409 when it, or none, can be reached yet. */
        post: operations["post_push_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reminders/calendar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The next eight weeks as a calendar file (text/calendar) with alarms and one neutral title, for any calendar app. */
        get: operations["get_reminders_calendar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reminders/calendar/feed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether a calendar app may read the person's dates by an address, since when, and when one last did. */
        get: operations["get_reminders_calendar_feed"];
        put?: never;
        /**
         * Make the address, or a new one: the one before is dead at once. This answer is the only place where it ever stands.
         * @description 409 when the program does not offer it or the person is not in one now, 403 other_account; then nothing changed.
         */
        post: operations["post_reminders_calendar_feed"];
        /** Turn it off: the address is dead at once and for good. Harmless to repeat; 403 other_account. */
        delete: operations["delete_reminders_calendar_feed"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reminders/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The person's wishes; the defaults until they said otherwise. */
        get: operations["get_reminders_settings"];
        /** Replace the wishes; what is already planned follows at once. Harmless to repeat. */
        put: operations["put_reminders_settings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reminders/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When a reminder last reached this phone, and when the person's next one is due. */
        get: operations["get_reminders_status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/resources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What my program points me to, narrowed down by tag and language if asked. */
        get: operations["get_resources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/safety-plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My safety plan; an empty one at version 0 before the first save. */
        get: operations["get_safety_plan"];
        /**
         * Save my safety plan on top of the version I read.
         * @description 409 stale_version when it was changed elsewhere since: read it again, merge, save. Repeating a save is harmless.
         */
        put: operations["put_safety_plan"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My program, my enrollment, and my meetings on these days.
         * @description Days are the program's local days, at most 62; without them yesterday to two weeks ahead. Cancelled and moved
         *     meetings are included and say so.
         */
        get: operations["get_schedule"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedule/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of my meetings. Anybody else's is not found. */
        get: operations["get_schedule_sessions_session_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedule/sessions/{session_id}/make-ups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Other meetings that can make up for this one of mine, earliest first: of the same kind, within two weeks, with room. */
        get: operations["get_schedule_sessions_session_id_make_ups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sharing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What my care team sees of me now, and what I could let them see. */
        get: operations["get_sharing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sharing/decisions/{decision_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Decide about one item, under the phone's own id; sending it again changes nothing.
         * @description Turning off is always taken. A yes is 409 stale_version, wording_changed or not_offered when what was on the screen
         *     is not what is offered now, and 422 not_signed without a name or no_authority where somebody signs for the person without
         *     it; a yes is signed, so it needs proof younger than ten minutes.
         */
        put: operations["put_sharing_decisions_decision_id"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sharing/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every decision I ever made about sharing, in the words I agreed to, the newest first. */
        get: operations["get_sharing_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Come back with a name and a passphrase. Wrong ones are not told apart. */
        post: operations["post_sign_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where this person is signed in, most recently used first, and whether reminders reach each of them. */
        get: operations["get_sign_ins"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-ins/{sign_in_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End one of one's own sign-ins: the device is out at its next request, and no reminder reaches it any more.
         * @description Ending this one, or a phone that is not confirmed, needs no proof: it takes nothing from anybody.
         */
        delete: operations["delete_sign_ins_sign_in_id"];
        options?: never;
        head?: never;
        /** Give one of one's own devices a name; none, or an empty one, takes it away. */
        patch: operations["patch_sign_ins_sign_in_id"];
        trace?: never;
    };
    "/api/v1/sign-ins/{sign_in_id}/confirmed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Confirm another phone of one's own from this one. Harmless to repeat. */
        put: operations["put_sign_ins_sign_in_id_confirmed"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-ins/end-others": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End every sign-in of this account but this one. */
        post: operations["post_sign_ins_end_others"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End this sign-in. Harmless to repeat. */
        post: operations["post_sign_out"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supporters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My supporters, the meetings they are invited to, and what I agree to when I add one. */
        get: operations["get_supporters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supporters/{supporter_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Add a supporter, under the phone's own id; sending it again changes nothing.
         * @description 409 wording_changed when the sentences on the screen are not those of now, supporters_full for the eleventh, no_program,
         *     taken_back; 422 not_signed without a name.
         */
        put: operations["put_supporters_supporter_id"];
        post?: never;
        /**
         * Their page is gone at once, and so are they from every meeting.
         * @description 403 other_account, so that nobody is told so who is no longer the one signed in.
         */
        delete: operations["delete_supporters_supporter_id"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supporters/{supporter_id}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The address of their page, told this once. The one before it is dead. */
        post: operations["post_supporters_supporter_id_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the database answers and the worker has been seen lately.
         * @description 503 when the worker is not well; a database that does not answer gives a problem instead. An audit log that is not well
         *     makes the status degraded, and takes no server out of service.
         */
        get: operations["get_healthz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * AbsenceIn
         * @description `said_at` is the moment of the tap, which may be long before it reaches us. `make_up` is the meeting they would like
         *     to come to instead. `owner` is the account the phone said it for: checked, never believed.
         */
        AbsenceIn: {
            /**
             * Make Up
             * @default null
             */
            make_up: string | null;
            /**
             * Owner
             * @default null
             */
            owner: string | null;
            /**
             * Reason
             * @default null
             */
            reason: ("unwell" | "work" | "family" | "transport" | "appointment" | "other") | null;
            /**
             * Said At
             * Format: date-time
             */
            said_at: string;
            /**
             * Session Id
             * Format: uuid
             */
            session_id: string;
        };
        /**
         * AbsenceOut
         * @description What I said of one meeting: the team has it (told), another one is asked for (waiting) or promised (confirmed), the
         *     one that was asked for or promised is off (called_off), or the team is done with it (answered, by whom).
         */
        AbsenceOut: {
            /** By */
            by: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            make_up: components["schemas"]["OtherMeeting"] | null;
            /** Reason */
            reason: ("unwell" | "work" | "family" | "transport" | "appointment" | "other") | null;
            /** Request Id */
            request_id: string | null;
            /** Said At */
            said_at: string;
            /**
             * Session Id
             * Format: uuid
             */
            session_id: string;
            /**
             * State
             * @enum {string}
             */
            state: "told" | "waiting" | "confirmed" | "called_off" | "answered";
        };
        /**
         * AbsencesOut
         * @description Of the last two weeks and ahead. `missed`: a meeting of today at which I was missed and of which I said nothing.
         */
        AbsencesOut: {
            /** Days */
            days: components["schemas"]["AwayDaysOut"][];
            /** Items */
            items: components["schemas"]["AbsenceOut"][];
            /** Missed */
            missed: string | null;
        };
        /** AbsenceTaken */
        AbsenceTaken: {
            /** Days */
            days: components["schemas"]["AwayDaysOut"][];
            /** Items */
            items: components["schemas"]["AbsenceOut"][];
            /** Missed */
            missed: string | null;
            /**
             * Outcome
             * @enum {string}
             */
            outcome: "created" | "same";
        };
        /**
         * AccountOut
         * @description `paused_until` is the day on which reminders come again. `program` keeps what stays when the account is closed; None for
         *     somebody who was never in one. It keeps it for `closed_years`; None where it has no rule. `held_because` is why nothing can
         *     be erased now.
         */
        AccountOut: {
            /** Closed Years */
            closed_years: number | null;
            /** Erasure Asked At */
            erasure_asked_at: string | null;
            /** Held Because */
            held_because: ("court" | "investigation" | "claim" | "law") | null;
            /** Paused Until */
            paused_until: string | null;
            /** Program */
            program: string | null;
        };
        /**
         * ActivatedOut
         * @description `phone_secret`: kept by the phone beside its cookie, to prove later that it is the one that the code opened.
         */
        ActivatedOut: {
            /** Activated At */
            activated_at: string | null;
            /** Display Name */
            display_name: string;
            /** Has Other Phone */
            has_other_phone: boolean;
            /** Has Passphrase */
            has_passphrase: boolean;
            /** Has Recovery Card */
            has_recovery_card: boolean;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Installed */
            installed: boolean;
            /**
             * Language
             * @enum {string}
             */
            language: "en" | "es";
            /** New Phones */
            new_phones: components["schemas"]["NewPhone"][];
            /** Opens At */
            opens_at: string | null;
            /** Passkey Count */
            passkey_count: number;
            /** Phone Confirmed */
            phone_confirmed: boolean;
            /** Phone Proves */
            phone_proves: boolean;
            /** Phone Secret */
            phone_secret: string;
            /** Role */
            role: string;
            /** Server Epoch */
            server_epoch: string;
            /** Sign In Name */
            sign_in_name: string | null;
            /** Zone */
            zone: string | null;
        };
        /**
         * AftercarePlanIn
         * @description `version` is the one the phone last read, 0 for none.
         */
        AftercarePlanIn: {
            sections: components["schemas"]["Sections"];
            /** Version */
            version: number;
        };
        /** AftercarePlanOut */
        AftercarePlanOut: {
            sections: components["schemas"]["Sections"];
            /** Updated At */
            updated_at: string | null;
            /** Version */
            version: number;
        };
        /** AnswerOut */
        AnswerOut: {
            /**
             * Answer
             * @enum {string}
             */
            answer: "okay" | "call";
            /** Answered At */
            answered_at: string;
            /** Due On */
            due_on: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Received At */
            received_at: string;
        };
        /**
         * AwayDaysIn
         * @description Days of the program's zone, both included. Of them everything is meant that is not over at `said_at`, the moment of
         *     the tap; all of it where all of it is over. `owner` as for a single session.
         */
        AwayDaysIn: {
            /**
             * Ends On
             * Format: date
             */
            ends_on: string;
            /**
             * Owner
             * @default null
             */
            owner: string | null;
            /**
             * Reason
             * @default null
             */
            reason: ("unwell" | "work" | "family" | "transport" | "appointment" | "other") | null;
            /**
             * Said At
             * Format: date-time
             */
            said_at: string;
            /**
             * Starts On
             * Format: date
             */
            starts_on: string;
            /**
             * Wishes
             * @default []
             */
            wishes: components["schemas"]["WishIn"][];
        };
        /**
         * AwayDaysOut
         * @description Days I said I cannot come on, and did not take back. What it covers is in `items`, under its id.
         */
        AwayDaysOut: {
            /**
             * Ends On
             * Format: date
             */
            ends_on: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Said At */
            said_at: string;
            /**
             * Starts On
             * Format: date
             */
            starts_on: string;
        };
        /**
         * BatchIn
         * @description Up to fifty check-ins, oldest first. `owner` as in a single one, for all of them.
         */
        BatchIn: {
            /** Items */
            items: components["schemas"]["CheckinItem"][];
            /**
             * Owner
             * @default null
             */
            owner: string | null;
        };
        /**
         * BatchOut
         * @description One result per item, in the order they were sent.
         */
        BatchOut: {
            /** Results */
            results: components["schemas"]["CheckinResult"][];
        };
        /**
         * CallIn
         * @description `asked_at` is the moment of the tap, which may be long before it reaches us. `owner` is the account the phone
         *     asked for: checked, never believed.
         */
        CallIn: {
            /**
             * Asked At
             * Format: date-time
             */
            asked_at: string;
            /**
             * Owner
             * @default null
             */
            owner: string | null;
        };
        /**
         * CallOut
         * @description One request as the person who asked sees it: nobody opened it yet (waiting), somebody is on it, somebody tried to
         *     call (`attempts` times), it was handed up, or it is closed; `taken_back` when the person did that themselves.
         */
        CallOut: {
            /** Asked At */
            asked_at: string;
            /** Attempts */
            attempts: number;
            /** By */
            by: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Received At */
            received_at: string;
            /**
             * State
             * @enum {string}
             */
            state: "waiting" | "on_it" | "contacted" | "attempted" | "closed";
            /** Taken Back */
            taken_back: boolean;
        };
        /**
         * CallsOut
         * @description `offered`: whether anybody would see a request at all.
         */
        CallsOut: {
            /** Items */
            items: components["schemas"]["CallOut"][];
            /** Offered */
            offered: boolean;
            /** Team Is There */
            team_is_there: boolean | null;
        };
        /**
         * CallTaken
         * @description `team_is_there` says whether somebody answers the program's phone right now, nothing when it states no hours.
         */
        CallTaken: {
            /** Items */
            items: components["schemas"]["CallOut"][];
            /**
             * Outcome
             * @enum {string}
             */
            outcome: "created" | "same";
            /** Team Is There */
            team_is_there: boolean | null;
        };
        /**
         * CallTakenBackIn
         * @description `taken_back_at` is the moment of the tap; `owner` as with the request itself.
         */
        CallTakenBackIn: {
            /**
             * Owner
             * @default null
             */
            owner: string | null;
            /**
             * Taken Back At
             * Format: date-time
             */
            taken_back_at: string;
        };
        /**
         * CardIn
         * @description One version of a card. `owner` is the account the phone wrote it for: checked, never believed.
         */
        CardIn: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "weekly_checkup" | "dbt_card";
            /**
             * Local Day
             * Format: date
             */
            local_day: string;
            /**
             * Marks
             * @default []
             */
            marks: components["schemas"]["MarkIn"][];
            /**
             * Owner
             * @default null
             */
            owner: string | null;
            /**
             * Recorded At
             * Format: date-time
             */
            recorded_at: string;
            /**
             * Revision
             * @default 1
             */
            revision: number;
            /**
             * Words
             * @default []
             */
            words: string[];
        };
        /** CardKept */
        CardKept: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Outcome
             * @enum {string}
             */
            outcome: "created" | "same" | "updated";
        };
        /** CardOut */
        CardOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "weekly_checkup" | "dbt_card";
            /**
             * Local Day
             * Format: date
             */
            local_day: string;
            /** Marks */
            marks: components["schemas"]["MarkOut"][];
            /** Received At */
            received_at: string;
            /** Recorded At */
            recorded_at: string;
            /** Revision */
            revision: number;
            /** Words */
            words: string[];
        };
        /**
         * CardsOut
         * @description The person's own cards, oldest first.
         */
        CardsOut: {
            /** Items */
            items: components["schemas"]["CardOut"][];
        };
        /**
         * CardsQuery
         * @description Local days, both included.
         */
        CardsQuery: {
            /**
             * End
             * Format: date
             */
            end: string;
            /**
             * Start
             * Format: date
             */
            start: string;
        };
        /**
         * CareTeamOut
         * @description Who is on the team first, then the latest.
         */
        CareTeamOut: {
            /** Items */
            items: components["schemas"]["MembershipOut"][];
        };
        /**
         * CheckinIn
         * @description One version of a check-in. Everything the person skipped is left out or null.
         *
         *     `owner` is the account the phone wrote it for. It is checked, never believed: a phone that two people share must
         *     not send one's entries under the other's sign-in.
         */
        CheckinIn: {
            /**
             * Confidence
             * @default null
             */
            confidence: number | null;
            /**
             * Corrected At
             * @default null
             */
            corrected_at: string | null;
            /**
             * Craving
             * @default null
             */
            craving: number | null;
            /**
             * Habits
             * @default []
             */
            habits: string[];
            /**
             * Helped
             * @default []
             */
            helped: string[];
            /**
             * Local Day
             * Format: date
             */
            local_day: string;
            /**
             * Mood
             * @default null
             */
            mood: number | null;
            /**
             * Note
             * @default null
             */
            note: string | null;
            /**
             * Owner
             * @default null
             */
            owner: string | null;
            /**
             * Recorded At
             * Format: date-time
             */
            recorded_at: string;
            /**
             * Revision
             * @default 1
             */
            revision: number;
            /**
             * Sent At
             * @default null
             */
            sent_at: string | null;
            /**
             * Sleep
             * @default null
             */
            sleep: ("poor" | "ok" | "good") | null;
            /**
             * Stress
             * @default null
             */
            stress: number | null;
            /**
             * Triggers
             * @default []
             */
            triggers: string[];
            /**
             * Zone
             * @default null
             */
            zone: string | null;
        };
        /**
         * CheckinItem
         * @description A check-in inside a batch carries its id.
         */
        CheckinItem: {
            /**
             * Confidence
             * @default null
             */
            confidence: number | null;
            /**
             * Corrected At
             * @default null
             */
            corrected_at: string | null;
            /**
             * Craving
             * @default null
             */
            craving: number | null;
            /**
             * Habits
             * @default []
             */
            habits: string[];
            /**
             * Helped
             * @default []
             */
            helped: string[];
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Local Day
             * Format: date
             */
            local_day: string;
            /**
             * Mood
             * @default null
             */
            mood: number | null;
            /**
             * Note
             * @default null
             */
            note: string | null;
            /**
             * Recorded At
             * Format: date-time
             */
            recorded_at: string;
            /**
             * Revision
             * @default 1
             */
            revision: number;
            /**
             * Sent At
             * @default null
             */
            sent_at: string | null;
            /**
             * Sleep
             * @default null
             */
            sleep: ("poor" | "ok" | "good") | null;
            /**
             * Stress
             * @default null
             */
            stress: number | null;
            /**
             * Triggers
             * @default []
             */
            triggers: string[];
            /**
             * Zone
             * @default null
             */
            zone: string | null;
        };
        /**
         * CheckinOut
         * @description One of the person's own check-ins. `late` and `clock_doubt` say how far its times can be read literally.
         */
        CheckinOut: {
            /** Clock Doubt */
            clock_doubt: boolean;
            /** Confidence */
            confidence: number | null;
            /** Craving */
            craving: number | null;
            /** Habits */
            habits: string[];
            /** Helped */
            helped: string[];
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Late */
            late: boolean;
            /**
             * Local Day
             * Format: date
             */
            local_day: string;
            /** Mood */
            mood: number | null;
            /** Note */
            note: string | null;
            /** Received At */
            received_at: string;
            /** Recorded At */
            recorded_at: string;
            /** Revision */
            revision: number;
            /** Sleep */
            sleep: ("poor" | "ok" | "good") | null;
            /** Stress */
            stress: number | null;
            /** Triggers */
            triggers: string[];
            /** Zone */
            zone: string;
        };
        /**
         * CheckinResult
         * @description What became of one item of a batch. `reason` is set for conflict and rejected.
         */
        CheckinResult: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Outcome
             * @enum {string}
             */
            outcome: "created" | "same" | "updated" | "conflict" | "rejected";
            /**
             * Reason
             * @default null
             */
            reason: string | null;
            /**
             * Received At
             * @default null
             */
            received_at: string | null;
            /**
             * Revision
             * @default null
             */
            revision: number | null;
        };
        /**
         * CheckinSaved
         * @description The check-in is stored. `received_at` is when its first version reached us.
         */
        CheckinSaved: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Outcome
             * @enum {string}
             */
            outcome: "created" | "same" | "updated";
            /** Received At */
            received_at: string;
            /** Revision */
            revision: number;
        };
        /**
         * CheckinsOut
         * @description The person's own check-ins, oldest first.
         */
        CheckinsOut: {
            /** Items */
            items: components["schemas"]["CheckinOut"][];
        };
        /**
         * CheckupIn
         * @description `due_on` is the check-up it answers, nothing when the person came unasked. `answered_at` is the moment of the
         *     tap, which may be long before it reaches us.
         */
        CheckupIn: {
            /**
             * Answer
             * @enum {string}
             */
            answer: "okay" | "call";
            /**
             * Answered At
             * @default null
             */
            answered_at: string | null;
            /**
             * Due On
             * @default null
             */
            due_on: string | null;
        };
        /**
         * CheckupOut
         * @description `team_is_there` says whether somebody of the program answers the phone right now, nothing when the program does
         *     not state its hours; they are in the schedule. Nobody watches this app.
         */
        CheckupOut: {
            /**
             * Answer
             * @enum {string}
             */
            answer: "okay" | "call";
            /** Answered At */
            answered_at: string;
            /** Due On */
            due_on: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Outcome
             * @enum {string}
             */
            outcome: "created" | "same";
            /** Received At */
            received_at: string;
            /** Team Is There */
            team_is_there: boolean | null;
        };
        /**
         * CheckupsOut
         * @description `since` is the last day of the program, however it ended; `completed_on` is the same day for who completed it.
         */
        CheckupsOut: {
            /** Answers */
            answers: components["schemas"]["AnswerOut"][];
            /** Completed On */
            completed_on: string | null;
            /** Days */
            days: string[];
            /** Due On */
            due_on: string | null;
            /** Since */
            since: string | null;
        };
        /**
         * ComingChange
         * @description What is different from `starts_on` on: another track, or own days (`mon` to `sun`) in this one; the other is null.
         */
        ComingChange: {
            /** Days */
            days: string[] | null;
            /**
             * Starts On
             * Format: date
             */
            starts_on: string;
            /** Track Name */
            track_name: string | null;
        };
        /** ActivateIn */
        companion__accounts__payloads__ActivateIn: {
            /** Code */
            code: string;
            /**
             * Language
             * @default en
             * @enum {string}
             */
            language: "en" | "es";
            /**
             * Zone
             * @default null
             */
            zone: string | null;
        };
        /** ActivateIn */
        companion__push__payloads__ActivateIn: {
            /** Token */
            token: string;
        };
        /**
         * StatusOut
         * @description All but `phones` and `phone_count` is about the phone that asks. `reason` says why it is suspended or ended; with
         *     `renew` it makes a new subscription at its next start, without a tap.
         */
        companion__push__payloads__StatusOut: {
            /** Last Reached At */
            last_reached_at: string | null;
            /** Phone Count */
            phone_count: number;
            /** Phones */
            phones: components["schemas"]["SubscriptionOut"][];
            /** Reason */
            reason: ("switched_off" | "signed_out" | "replaced" | "made_room" | "address_gone" | "refused_there" | "not_readable") | null;
            /** Renew */
            renew: boolean;
            /**
             * State
             * @enum {string}
             */
            state: "active" | "unverified" | "suspended" | "ended" | "none";
            /** Subscription Id */
            subscription_id: string | null;
        };
        /**
         * StatusOut
         * @description About the phone that asks. `stuck`: something was due in the last 48 hours and nothing arrived. `reason` and `renew` as
         *     in /push/status.
         */
        companion__reminders__payloads__StatusOut: {
            /** Last Reached At */
            last_reached_at: string | null;
            /** Next Due At */
            next_due_at: string | null;
            /** Reason */
            reason: string | null;
            /** Renew */
            renew: boolean;
            /**
             * State
             * @enum {string}
             */
            state: "off" | "unverified" | "active" | "suspended" | "gone";
            /** Stuck */
            stuck: boolean;
        };
        /**
         * ConfirmedIn
         * @description `confirmed` is said by somebody who read what ends and what stays.
         */
        ConfirmedIn: {
            /**
             * Confirmed
             * @constant
             */
            confirmed: true;
        };
        /**
         * ConfirmIn
         * @description One of the three. `passkey` answers the options of `/passkeys/sign-in-options`.
         */
        ConfirmIn: {
            /**
             * Card
             * @default null
             */
            card: string | null;
            /** @default null */
            passkey: components["schemas"]["PasskeySignInIn"] | null;
            /**
             * Passphrase
             * @default null
             */
            passphrase: string | null;
        };
        /**
         * ConsentOut
         * @description What a person agrees to before a page is made; `shown` is the mark to send back with the yes.
         */
        ConsentOut: {
            /** Sentences */
            sentences: components["schemas"]["ConsentSentence"][];
            /** Shown */
            shown: string;
        };
        /** ConsentSentence */
        ConsentSentence: {
            /** Element */
            element: string;
            /** Text */
            text: string;
        };
        /**
         * CrisisLine
         * @description `call` and `text_to` are what the phone dials; `text_body` is the word to send in English, `text_words` in both.
         */
        CrisisLine: {
            about: components["schemas"]["InBothLanguages"];
            /** Call */
            call: string | null;
            /** Id */
            id: string;
            /** Text Body */
            text_body: string | null;
            /** Text To */
            text_to: string | null;
            text_words: components["schemas"]["TextWord"];
            title: components["schemas"]["InBothLanguages"];
            /** Urgent */
            urgent: boolean;
        };
        /** CrisisLinesOut */
        CrisisLinesOut: {
            /** Lines */
            lines: components["schemas"]["CrisisLine"][];
            /**
             * Reviewed On
             * Format: date
             */
            reviewed_on: string;
        };
        /**
         * DaysIn
         * @description All that this phone knows. It is joined with what is stored; leaving something out removes nothing.
         */
        DaysIn: {
            /** Foci */
            foci: components["schemas"]["FocusEntry"][];
            /** Marks */
            marks: components["schemas"]["MarkEntry-Input"][];
            /** Moments */
            moments: components["schemas"]["MomentEntry"][];
            /** Settings */
            settings: components["schemas"]["SettingsEntry"][];
        };
        /**
         * DaysOut
         * @description Everything as it stands after joining, and the milestones of the program itself.
         */
        DaysOut: {
            /** Foci */
            foci: components["schemas"]["FocusEntry"][];
            /** Marks */
            marks: components["schemas"]["MarkEntry-Output"][];
            /** Moments */
            moments: components["schemas"]["MomentEntry"][];
            /** Program */
            program: components["schemas"]["ProgramMomentOut"][];
            /** Settings */
            settings: components["schemas"]["SettingsEntry"][];
        };
        /**
         * DaysQuery
         * @description Local days, both included.
         */
        DaysQuery: {
            /**
             * End
             * Format: date
             */
            end: string;
            /**
             * Start
             * Format: date
             */
            start: string;
        };
        /**
         * DecisionIn
         * @description A yes names the version and the mark of what was on screen and carries the typed name as signature; a no needs
         *     none of them. Where somebody else signs for the person, `person` is the person's name and `authority` what lets them. `owner` is the account the phone decided it for: checked, never believed.
         */
        DecisionIn: {
            /**
             * Authority
             * @default
             */
            authority: string;
            /**
             * Based On
             * @default 0
             */
            based_on: number;
            /**
             * Decided At
             * @default null
             */
            decided_at: string | null;
            /**
             * Item
             * @enum {string}
             */
            item: "checkins" | "safety_plan" | "aftercare_plan" | "high_craving" | "treatment" | "patient_notice";
            /**
             * Language
             * @default en
             * @enum {string}
             */
            language: "en" | "es";
            /**
             * Level
             * @enum {string}
             */
            level: "nothing" | "summary" | "entries" | "all" | "notice";
            /**
             * Owner
             * @default null
             */
            owner: string | null;
            /**
             * Person
             * @default
             */
            person: string;
            /**
             * Shown
             * @default
             */
            shown: string;
            /**
             * Signature
             * @default
             */
            signature: string;
        };
        /**
         * DecisionSaved
         * @description `same`: this decision was received before, and changed nothing now.
         */
        DecisionSaved: {
            /** Items */
            items: components["schemas"]["ItemOut"][];
            /**
             * Outcome
             * @enum {string}
             */
            outcome: "saved" | "same";
            /** Papers */
            papers: components["schemas"]["ItemOut"][];
        };
        /** EventOut */
        EventOut: {
            /** About */
            about: string;
            /** Ask For */
            ask_for: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Join Url */
            join_url: string | null;
            /** Place */
            place: string | null;
            /** Title */
            title: string;
            when: components["schemas"]["MeetingOut"];
        };
        /** EventsOut */
        EventsOut: {
            /** Items */
            items: components["schemas"]["EventOut"][];
        };
        /**
         * FeedAddressOut
         * @description The whole address with its secret, which nobody can ask for again.
         */
        FeedAddressOut: {
            /** Address */
            address: string;
        };
        /**
         * FeedOut
         * @description `offered`: the program allows it and the person is in it. `since` is None while there is no address that works;
         *     `fetched_on` is the day on which a calendar last read it.
         */
        FeedOut: {
            /** Fetched On */
            fetched_on: string | null;
            /** Offered */
            offered: boolean;
            /** Since */
            since: string | null;
        };
        /**
         * FeedQuery
         * @description `owner` is the account the phone shows: checked, never believed.
         */
        FeedQuery: {
            /**
             * Owner
             * @default null
             */
            owner: string | null;
        };
        /** FirstDayCard */
        FirstDayCard: {
            /** Ask For */
            ask_for: string;
            /** Bring */
            bring: string[];
            /** Door */
            door: string | null;
            /** Join Url */
            join_url: string | null;
            /** Where */
            where: string;
        };
        /**
         * FocusEntry
         * @description One thing the person counts for, in their own words.
         */
        FocusEntry: {
            /**
             * Gone
             * @default false
             */
            gone: boolean;
            /**
             * Hidden
             * @default false
             */
            hidden: boolean;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Rev */
            rev: number;
        };
        /**
         * FormQuery
         * @description Which file: `json` everything, `html` everything to read, `csv` the check-ins for a spreadsheet.
         */
        FormQuery: {
            /**
             * Form
             * @enum {string}
             */
            form: "json" | "csv" | "html";
        };
        /**
         * GoalEntry
         * @description One goal: what, how one would see it, how much, by when, and when to look at it again.
         */
        GoalEntry: {
            /**
             * By
             * @default null
             */
            by: string | null;
            /**
             * Ended On
             * @default null
             */
            ended_on: string | null;
            /**
             * Gone
             * @default false
             */
            gone: boolean;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Measure
             * @default
             */
            measure: string;
            /** Rev */
            rev: number;
            /**
             * Review On
             * @default null
             */
            review_on: string | null;
            /**
             * State
             * @default open
             * @enum {string}
             */
            state: "open" | "reached" | "let_go";
            /**
             * Target
             * @default
             */
            target: string;
            /** What */
            what: string;
        };
        /**
         * GoalsIn
         * @description All that this phone knows. It is joined with what is stored; leaving something out removes nothing.
         */
        GoalsIn: {
            /** Goals */
            goals: components["schemas"]["GoalEntry"][];
            /** Reviews */
            reviews: components["schemas"]["ReviewEntry"][];
        };
        /** GoalsOut */
        GoalsOut: {
            /** Goals */
            goals: components["schemas"]["GoalEntry"][];
            /** Reviews */
            reviews: components["schemas"]["ReviewEntry"][];
        };
        /** GroupOut */
        GroupOut: {
            /** About */
            about: string;
            /** Ask For */
            ask_for: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Join Url */
            join_url: string | null;
            /** Meetings */
            meetings: components["schemas"]["MeetingOut"][];
            /** Name */
            name: string;
            /** Phone */
            phone: string | null;
            /** Place */
            place: string | null;
            /** Weekday */
            weekday: number;
        };
        /** GroupsOut */
        GroupsOut: {
            /** Items */
            items: components["schemas"]["GroupOut"][];
        };
        /**
         * Health
         * @description `worker` is ok, late (no heartbeat for 90 seconds) or never seen. `audit` is ok, broken (the log is not as it was
         *     written), late (not verified for two days) or never verified.
         */
        Health: {
            /** Audit */
            audit: string;
            /** Database */
            database: string;
            /** Status */
            status: string;
            /** Worker */
            worker: string;
        };
        /** HistoryOut */
        HistoryOut: {
            /** Items */
            items: components["schemas"]["PastOut"][];
        };
        /** InBothLanguages */
        InBothLanguages: {
            /** En */
            en: string;
            /** Es */
            es: string;
        };
        /**
         * ItemOut
         * @description `level` is what the care team sees now. Without `levels` nothing can be agreed to, and `why_not` says why.
         */
        ItemOut: {
            /** Expires At */
            expires_at: string | null;
            /**
             * Item
             * @enum {string}
             */
            item: "checkins" | "safety_plan" | "aftercare_plan" | "high_craving" | "treatment" | "patient_notice";
            /**
             * Level
             * @enum {string}
             */
            level: "nothing" | "summary" | "entries" | "all" | "notice";
            /** Levels */
            levels: components["schemas"]["LevelOut"][];
            /** Since */
            since: string | null;
            /** Version */
            version: number;
            /** Why Not */
            why_not: ("no_program" | "nobody_on_duty" | "hidden") | null;
        };
        /** KeyOut */
        KeyOut: {
            /** Key */
            key: string;
        };
        /** KeysIn */
        KeysIn: {
            /** Auth */
            auth: string;
            /** P256Dh */
            p256dh: string;
        };
        /**
         * LanguageQuery
         * @description In which language the sentences are wanted.
         */
        LanguageQuery: {
            /**
             * Language
             * @default en
             * @enum {string}
             */
            language: "en" | "es";
        };
        /**
         * LeaveOut
         * @description Away from `starts_on` to `ends_on`, both included, or until they are back. Why is not on the phone.
         */
        LeaveOut: {
            /** Ends On */
            ends_on: string | null;
            /** Keeps Place */
            keeps_place: boolean;
            /**
             * Starts On
             * Format: date
             */
            starts_on: string;
        };
        /**
         * LevelOut
         * @description One thing that can be agreed to: the sentences, in order, and the mark that proves which ones were shown.
         */
        LevelOut: {
            /**
             * Level
             * @enum {string}
             */
            level: "nothing" | "summary" | "entries" | "all" | "notice";
            /** Sentences */
            sentences: components["schemas"]["Sentence"][];
            /** Shown */
            shown: string;
        };
        /**
         * LinkOut
         * @description The address of the page. It is told this once: only a hash of it is kept.
         */
        LinkOut: {
            /** Address */
            address: string;
        };
        /**
         * Lists
         * @description All are sent each time; an empty one is an empty list.
         */
        Lists: {
            /** Emotions */
            emotions: components["schemas"]["OwnWord"][];
            /** Habits */
            habits: components["schemas"]["OwnWord"][];
            /** Helped */
            helped: components["schemas"]["OwnWord"][];
            /** Skills */
            skills: components["schemas"]["OwnWord"][];
            /** Targets */
            targets: components["schemas"]["OwnWord"][];
            /** Triggers */
            triggers: components["schemas"]["OwnWord"][];
        };
        /**
         * LookOut
         * @description Somebody looked at or changed the record. `what` names the part, if one was.
         */
        LookOut: {
            /** Action */
            action: string;
            /** At */
            at: string;
            /** By */
            by: string | null;
            /** What */
            what: string | null;
        };
        /**
         * LooksOut
         * @description The newest looks first. With `next` there are older ones.
         */
        LooksOut: {
            /** Items */
            items: components["schemas"]["LookOut"][];
            /** Next */
            next: string | null;
        };
        /**
         * LooksQuery
         * @description Which looks: into the record, or in lists; and from where on, see `next`.
         */
        LooksQuery: {
            /**
             * Before
             * @default null
             */
            before: string | null;
            /**
             * Part
             * @default opened
             * @enum {string}
             */
            part: "opened" | "lists";
        };
        /** MakeUpsOut */
        MakeUpsOut: {
            /** Items */
            items: components["schemas"]["OtherMeeting"][];
        };
        /**
         * MarkEntry
         * @description Something told about one counter; without one for "it happened" itself. `happened` names the telling that made it.
         */
        "MarkEntry-Input": {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * Day
             * Format: date
             */
            day: string;
            /**
             * Focus
             * @default null
             */
            focus: string | null;
            /**
             * Gone
             * @default false
             */
            gone: boolean;
            /**
             * Happened
             * @default null
             */
            happened: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "start" | "return" | "pause" | "happened" | "hide";
            /** Rev */
            rev: number;
            /**
             * Told
             * Format: date
             */
            told: string;
        };
        /**
         * MarkEntry
         * @description Something told about one counter; without one for "it happened" itself. `happened` names the telling that made it.
         */
        "MarkEntry-Output": {
            /** At */
            at: string;
            /**
             * Day
             * Format: date
             */
            day: string;
            /**
             * Focus
             * @default null
             */
            focus: string | null;
            /**
             * Gone
             * @default false
             */
            gone: boolean;
            /**
             * Happened
             * @default null
             */
            happened: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "start" | "return" | "pause" | "happened" | "hide";
            /** Rev */
            rev: number;
            /**
             * Told
             * Format: date
             */
            told: string;
        };
        /** MarkIn */
        MarkIn: {
            /**
             * Group
             * @enum {string}
             */
            group: "protective" | "risk" | "emotion" | "target";
            /** Name */
            name: string;
            /** Value */
            value: number;
        };
        /** MarkOut */
        MarkOut: {
            /** Group */
            group: string;
            /** Name */
            name: string;
            /** Value */
            value: number;
        };
        /** MeetingOut */
        MeetingOut: {
            /** Ends At */
            ends_at: string;
            /** Ends Local */
            ends_local: string;
            /**
             * Local Date
             * Format: date
             */
            local_date: string;
            /** Starts At */
            starts_at: string;
            /** Starts Local */
            starts_local: string;
        };
        /**
         * MembershipOut
         * @description Somebody on staff who looks after me, or did. `until` is null while it lasts.
         */
        MembershipOut: {
            /** Name */
            name: string;
            /** Since */
            since: string;
            /** Until */
            until: string | null;
        };
        /**
         * MeOut
         * @description `installed`: the app was opened from the home screen under this sign-in. `opens_at` and `has_other_phone` are about a phone
         *     that is not confirmed, `new_phones` about the others. `phone_proves`: what this phone was given when a code opened it counts as
         *     proof, see `/me/proof`.
         */
        MeOut: {
            /** Activated At */
            activated_at: string | null;
            /** Display Name */
            display_name: string;
            /** Has Other Phone */
            has_other_phone: boolean;
            /** Has Passphrase */
            has_passphrase: boolean;
            /** Has Recovery Card */
            has_recovery_card: boolean;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Installed */
            installed: boolean;
            /**
             * Language
             * @enum {string}
             */
            language: "en" | "es";
            /** New Phones */
            new_phones: components["schemas"]["NewPhone"][];
            /** Opens At */
            opens_at: string | null;
            /** Passkey Count */
            passkey_count: number;
            /** Phone Confirmed */
            phone_confirmed: boolean;
            /** Phone Proves */
            phone_proves: boolean;
            /** Role */
            role: string;
            /** Server Epoch */
            server_epoch: string;
            /** Sign In Name */
            sign_in_name: string | null;
            /** Zone */
            zone: string | null;
        };
        /**
         * MePatch
         * @description `installed` is said by an app that was opened from the home screen.
         */
        MePatch: {
            /**
             * Installed
             * @default null
             */
            installed: true | null;
            /**
             * Language
             * @default null
             */
            language: ("en" | "es") | null;
            /**
             * Zone
             * @default null
             */
            zone: string | null;
        };
        /** MomentEntry */
        MomentEntry: {
            /**
             * Day
             * Format: date
             */
            day: string;
            /**
             * Gone
             * @default false
             */
            gone: boolean;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "family_session" | "work_school" | "called_first" | "came_back";
            /** Rev */
            rev: number;
        };
        /**
         * NewPhone
         * @description A phone of one's own that a code from staff opened and that is not confirmed. `opens_at` is set when staff confirmed it.
         */
        NewPhone: {
            /** Added At */
            added_at: string;
            /** Device */
            device: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Opens At */
            opens_at: string | null;
        };
        /**
         * OpenHours
         * @description Wall times in the program's zone, on one day each: 24:00 is its end.
         */
        OpenHours: {
            /** Closes */
            closes: string;
            /** Days */
            days: string[];
            /** Opens */
            opens: string;
        };
        /**
         * OpenSpan
         * @description Somebody answers from one instant until another. `local_date` and the times are those of the program's clock.
         */
        OpenSpan: {
            /** Closes At */
            closes_at: string;
            /** Closes Local */
            closes_local: string;
            /**
             * Local Date
             * Format: date
             */
            local_date: string;
            /** Opens At */
            opens_at: string;
            /** Opens Local */
            opens_local: string;
        };
        /**
         * OtherMeeting
         * @description A meeting that can make up for another. `starts_local` and `ends_local` are wall times in the program's zone.
         */
        OtherMeeting: {
            /** Ends Local */
            ends_local: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Local Date
             * Format: date
             */
            local_date: string;
            /** Place */
            place: string | null;
            /** Starts At */
            starts_at: string;
            /** Starts Local */
            starts_local: string;
            /** Title */
            title: string;
        };
        /**
         * OwnWord
         * @description A word of one's own. `was` are its earlier names, so that older entries still count for it; a word the app offers
         *     by itself stands here under its name when the person hid it, and under `was` when they gave it another name.
         */
        OwnWord: {
            /**
             * Hidden
             * @default false
             */
            hidden: boolean;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /**
             * Was
             * @default []
             */
            was: string[];
        };
        /**
         * OwnWordsIn
         * @description `version` is the one the phone last read, 0 for none.
         */
        OwnWordsIn: {
            lists: components["schemas"]["Lists"];
            /** Version */
            version: number;
        };
        /** OwnWordsOut */
        OwnWordsOut: {
            lists: components["schemas"]["Lists"];
            /** Updated At */
            updated_at: string | null;
            /** Version */
            version: number;
        };
        /** PasskeyIn */
        PasskeyIn: {
            /** Credential */
            credential: {
                [key: string]: unknown;
            };
            /** Name */
            name: string;
        };
        /** PasskeyOptionsOut */
        PasskeyOptionsOut: {
            /** Options */
            options: {
                [key: string]: unknown;
            };
            /**
             * Ticket
             * Format: uuid
             */
            ticket: string;
        };
        /** PasskeyOut */
        PasskeyOut: {
            /** Created At */
            created_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Last Used At */
            last_used_at: string | null;
            /** Name */
            name: string;
        };
        /** PasskeySignInIn */
        PasskeySignInIn: {
            /** Credential */
            credential: {
                [key: string]: unknown;
            };
            /**
             * Ticket
             * Format: uuid
             */
            ticket: string;
        };
        /** PasskeysOut */
        PasskeysOut: {
            /** Items */
            items: components["schemas"]["PasskeyOut"][];
        };
        /**
         * PassphraseIn
         * @description `forgotten`: the current one is not known any more. `keep`: sign-ins and passkeys that stay when a passphrase is changed; all others end, this sign-in apart. Without it passkeys
         *     stay, as an app of before expects.
         */
        PassphraseIn: {
            /**
             * Current
             * @default null
             */
            current: string | null;
            /**
             * Forgotten
             * @default null
             */
            forgotten: true | null;
            /**
             * Keep
             * @default null
             */
            keep: string[] | null;
            /** Passphrase */
            passphrase: string;
            /** Sign In Name */
            sign_in_name: string;
        };
        /**
         * PastOut
         * @description One decision of the past; the sentences are those that were agreed to, `wording` counts their versions.
         */
        PastOut: {
            /** Expires At */
            expires_at: string | null;
            /**
             * Item
             * @enum {string}
             */
            item: "checkins" | "safety_plan" | "aftercare_plan" | "high_craving" | "treatment" | "patient_notice";
            /**
             * Level
             * @enum {string}
             */
            level: "nothing" | "summary" | "entries" | "all" | "notice";
            /** Recorded At */
            recorded_at: string;
            /** Sentences */
            sentences: components["schemas"]["Sentence"][];
            /** Version */
            version: number;
            /** Wording */
            wording: number;
        };
        /** PauseIn */
        PauseIn: {
            /**
             * Until
             * Format: date
             */
            until: string;
        };
        /** PersonOut */
        PersonOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "family" | "friend" | "peer" | "sponsor" | "professional" | "other";
            /** Name */
            name: string;
            /** Phone */
            phone: string;
        };
        /** PersonToCall */
        PersonToCall: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "family" | "friend" | "peer" | "sponsor" | "professional" | "other";
            /** Name */
            name: string;
            /** Phone */
            phone: string;
        };
        /** PlannedDay */
        PlannedDay: {
            /**
             * Local Date
             * Format: date
             */
            local_date: string;
            /** Minutes */
            minutes: number;
        };
        /**
         * PlannedWeek
         * @description A week that begins on Monday `starts_on`, complete even where the days asked for begin or end in its middle.
         */
        PlannedWeek: {
            /** Days */
            days: components["schemas"]["PlannedDay"][];
            /** Planned Days */
            planned_days: number;
            /** Planned Minutes */
            planned_minutes: number;
            /**
             * Starts On
             * Format: date
             */
            starts_on: string;
        };
        /**
         * Problem
         * @description RFC 9457 problem details; the shape of every 4xx and 5xx answer.
         */
        Problem: {
            /** Code */
            code: string;
            /** Detail */
            detail: string;
            /**
             * Fields
             * @default []
             */
            fields: components["schemas"]["ProblemField"][];
            /** Status */
            status: number;
            /** Title */
            title: string;
            /** Type */
            type: string;
        };
        /** ProblemField */
        ProblemField: {
            /** Code */
            code: string;
            /** Message */
            message: string;
            /** Path */
            path: string;
        };
        /** ProgramMomentOut */
        ProgramMomentOut: {
            /**
             * Day
             * Format: date
             */
            day: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "first_week" | "halfway" | "graduation";
        };
        /**
         * ProgramPhone
         * @description `open` is when somebody answers from today to two weeks ahead, with holidays, nights and clock changes counted, by which
         *     every screen says whether somebody does now; null when the program does not say, and so is `open_now`. `hours` are
         *     those of an ordinary week, for phones of an older version.
         */
        ProgramPhone: {
            /** Hours */
            hours: components["schemas"]["OpenHours"][];
            /** Label */
            label: string;
            /** Number */
            number: string;
            /** Open */
            open: components["schemas"]["OpenSpan"][] | null;
            /** Open Now */
            open_now: boolean | null;
        };
        /**
         * ProofIn
         * @description One of these. `passkey` answers the options of `/passkeys/sign-in-options`; `phone_secret` is what this phone was given
         *     when a code opened it, or by the answer to the last proof.
         */
        ProofIn: {
            /**
             * Card
             * @default null
             */
            card: string | null;
            /**
             * Code
             * @default null
             */
            code: string | null;
            /** @default null */
            passkey: components["schemas"]["PasskeySignInIn"] | null;
            /**
             * Passphrase
             * @default null
             */
            passphrase: string | null;
            /**
             * Phone Secret
             * @default null
             */
            phone_secret: string | null;
        };
        /**
         * ProofOut
         * @description `phone_secret` is set when this phone has to keep a new one.
         */
        ProofOut: {
            /** Phone Secret */
            phone_secret: string | null;
        };
        /** ReceivedIn */
        ReceivedIn: {
            /**
             * Delivery
             * Format: uuid
             */
            delivery: string;
        };
        /** RecoveryCardOut */
        RecoveryCardOut: {
            /** Code */
            code: string;
        };
        /** RegistrationOptionsOut */
        RegistrationOptionsOut: {
            /** Options */
            options: {
                [key: string]: unknown;
            };
        };
        /**
         * RemindersThere
         * @description Whether reminders reach this one of one's devices, and when one last did.
         */
        RemindersThere: {
            /** Last Reached At */
            last_reached_at: string | null;
            /**
             * State
             * @enum {string}
             */
            state: "active" | "unverified" | "suspended" | "ended" | "none";
        };
        /** ResourceOut */
        ResourceOut: {
            /** About */
            about: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Language */
            language: string;
            /** Phone */
            phone: string | null;
            /** Place */
            place: string | null;
            /** Tags */
            tags: string[];
            /** Title */
            title: string;
            /** Url */
            url: string | null;
        };
        /** ResourceQuery */
        ResourceQuery: {
            /**
             * Language
             * @default null
             */
            language: string | null;
            /**
             * Tag
             * @default null
             */
            tag: string | null;
        };
        /** ResourcesOut */
        ResourcesOut: {
            /** Items */
            items: components["schemas"]["ResourceOut"][];
        };
        /** ReviewEntry */
        ReviewEntry: {
            /**
             * Decision
             * @enum {string}
             */
            decision: "keep" | "change" | "let_go" | "reached";
            /**
             * Goal
             * Format: uuid
             */
            goal: string;
            /**
             * Gone
             * @default false
             */
            gone: boolean;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * On
             * Format: date
             */
            on: string;
            /** Rev */
            rev: number;
        };
        /**
         * SafetyPlanIn
         * @description `version` is the one the phone last read, 0 for none.
         */
        SafetyPlanIn: {
            /** People */
            people: components["schemas"]["PersonToCall"][];
            steps: components["schemas"]["Steps"];
            /** Version */
            version: number;
        };
        /** SafetyPlanOut */
        SafetyPlanOut: {
            /** People */
            people: components["schemas"]["PersonOut"][];
            steps: components["schemas"]["Steps"];
            /** Updated At */
            updated_at: string | null;
            /** Version */
            version: number;
        };
        /**
         * SaidOut
         * @description The same in both languages: the phone shows the one it is set to, offline too.
         */
        SaidOut: {
            /** En */
            en: string;
            /** Es */
            es: string;
        };
        /**
         * SamplesOut
         * @description The very sentences a locked screen would show, for the preview.
         */
        SamplesOut: {
            /** Private */
            private: string;
            /** Silent */
            silent: string;
        };
        /**
         * Schedule
         * @description `program`, `enrollment` and the days are null for somebody who has not been enrolled yet. `start` and `end` are the
         *     local days it is about, both included: of other days it says nothing.
         */
        Schedule: {
            /** End */
            end: string | null;
            enrollment: components["schemas"]["ScheduleEnrollment"] | null;
            program: components["schemas"]["ScheduleProgram"] | null;
            /** Sessions */
            sessions: components["schemas"]["ScheduledSession"][];
            /** Start */
            start: string | null;
            /** Weeks */
            weeks: components["schemas"]["PlannedWeek"][];
        };
        /**
         * ScheduledSession
         * @description One meeting. `starts_local` and `ends_local` are wall times in the program's zone. `remote`: this person joins by
         *     link, wherever the room is. `as_written` has title, place and what to bring in the program's own language, where that is
         *     not mine: a translation is no change of the meeting. `untranslated`: the title is in a language that is not mine.
         */
        ScheduledSession: {
            /** As Written */
            as_written: [
                string,
                string | null,
                string[]
            ] | null;
            /** Bring */
            bring: string[];
            /** Changed */
            changed: boolean;
            /** Ends At */
            ends_at: string;
            /** Ends Local */
            ends_local: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Join Url */
            join_url: string | null;
            /** Kind */
            kind: string;
            /**
             * Local Date
             * Format: date
             */
            local_date: string;
            /** Modality */
            modality: string | null;
            /** Optional */
            optional: boolean;
            /** Place */
            place: string | null;
            /** Previous Starts At */
            previous_starts_at: string | null;
            /** Remote */
            remote: boolean;
            /** Starts At */
            starts_at: string;
            /** Starts Local */
            starts_local: string;
            /** Status */
            status: string;
            /** Title */
            title: string;
            /** Untranslated */
            untranslated: boolean;
            /** With Name */
            with_name: string | null;
        };
        /**
         * ScheduleEnrollment
         * @description `phase` is "completed" once the program days are over, however they ended: so says `exit`, and `ended_on` the last of them;
         *     `completed_on` is that day only for who completed. `leave` is the one that covers today,
         *     `said` what to tell them about their exit or leave. `modules` are the optional cards of
         *     the track. `week_number` is 0 before the first day, and goes on counting through
         *     moves. `begins_on` is the first day with something they are expected at, as far as it is known; `first_day` is there
         *     until that day is over, and not after a move. `next` is the earliest change that is to come.
         */
        ScheduleEnrollment: {
            /** About Weeks */
            about_weeks: number;
            /**
             * Begins On
             * Format: date
             */
            begins_on: string;
            /** Completed On */
            completed_on: string | null;
            /** Ended On */
            ended_on: string | null;
            /** Exit */
            exit: string | null;
            first_day: components["schemas"]["FirstDayCard"] | null;
            /** Hides Craving */
            hides_craving: boolean;
            leave: components["schemas"]["LeaveOut"] | null;
            /** Modules */
            modules: string[];
            next: components["schemas"]["ComingChange"] | null;
            /** Phase */
            phase: string;
            said: components["schemas"]["SaidOut"] | null;
            /**
             * Starts On
             * Format: date
             */
            starts_on: string;
            /** Track Name */
            track_name: string;
            /** Week Number */
            week_number: number;
            /** Weekly Items */
            weekly_items: components["schemas"]["WeeklyItemOut"][];
        };
        /** ScheduleProgram */
        ScheduleProgram: {
            /** Address */
            address: string | null;
            /** App Name */
            app_name: string;
            /** Name */
            name: string;
            /** Phones */
            phones: components["schemas"]["ProgramPhone"][];
            /** Zone */
            zone: string;
        };
        /**
         * ScheduleQuery
         * @description Local days of the program, both included; without them yesterday to two weeks ahead.
         */
        ScheduleQuery: {
            /**
             * End
             * @default null
             */
            end: string | null;
            /**
             * Start
             * @default null
             */
            start: string | null;
        };
        /**
         * Sections
         * @description The parts of the plan. All are sent each time; an empty one is an empty list.
         */
        Sections: {
            /** Continued Therapy */
            continued_therapy: string[];
            /** Healthy Routines */
            healthy_routines: string[];
            /** Housing */
            housing: string[];
            /** Medication */
            medication: string[];
            /** People */
            people: string[];
            /** Support Groups */
            support_groups: string[];
            /** Warning Signs */
            warning_signs: string[];
            /** Work School */
            work_school: string[];
        };
        /** Sentence */
        Sentence: {
            /** Element */
            element: string;
            /** Text */
            text: string;
        };
        /**
         * SettingsEntry
         * @description `word`: a neutral line on milestone days. `on_today`: the days stand on Today. Both are off until switched on.
         */
        SettingsEntry: {
            /**
             * Gone
             * @default false
             */
            gone: boolean;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * On Today
             * @default false
             */
            on_today: boolean;
            /** Rev */
            rev: number;
            /**
             * Word
             * @default false
             */
            word: boolean;
        };
        /**
         * SettingsIn
         * @description All wishes at once; what is left out gets its default.
         */
        SettingsIn: {
            /**
             * Checkin Prompt
             * @default true
             */
            checkin_prompt: boolean;
            /**
             * Checkups
             * @default true
             */
            checkups: boolean;
            /**
             * Groups
             * @default false
             */
            groups: boolean;
            /**
             * Lead Minutes
             * @default 30
             */
            lead_minutes: number;
            /**
             * Level
             * @default private
             * @enum {string}
             */
            level: "private" | "silent" | "words";
            /**
             * My Words
             * @default
             */
            my_words: string;
            /**
             * Prompt Time
             * @default 20:00
             */
            prompt_time: string;
            /**
             * Quiet From
             * @default 21:00
             */
            quiet_from: string;
            /**
             * Quiet Until
             * @default 08:00
             */
            quiet_until: string;
            /**
             * Session Soon
             * @default true
             */
            session_soon: boolean;
            /**
             * Session Tomorrow
             * @default true
             */
            session_tomorrow: boolean;
        };
        /** SettingsOut */
        SettingsOut: {
            /** Checkin Prompt */
            checkin_prompt: boolean;
            /** Checkups */
            checkups: boolean;
            /** Groups */
            groups: boolean;
            /** Lead Minutes */
            lead_minutes: number;
            /**
             * Level
             * @enum {string}
             */
            level: "private" | "silent" | "words";
            /** My Words */
            my_words: string;
            /** Prompt Time */
            prompt_time: string;
            /** Quiet From */
            quiet_from: string;
            /** Quiet Until */
            quiet_until: string;
            samples: components["schemas"]["SamplesOut"];
            /** Session Soon */
            session_soon: boolean;
            /** Session Tomorrow */
            session_tomorrow: boolean;
        };
        /** SharingOut */
        SharingOut: {
            /** Items */
            items: components["schemas"]["ItemOut"][];
            /** Papers */
            papers: components["schemas"]["ItemOut"][];
            /** Program */
            program: string | null;
            /** Team */
            team: components["schemas"]["TeamMember"][];
        };
        /** SignInIn */
        SignInIn: {
            /** Passphrase */
            passphrase: string;
            /** Sign In Name */
            sign_in_name: string;
        };
        /**
         * SignInOut
         * @description `device` is what it says of itself, `name` what the person calls it; `installed`, that the app was opened from the home
         *     screen; `added_by`, how the person came in, null where that was not written down yet. `added` is set where neither name nor
         *     device tells it from another one, `number` (2, 3, …) on those that came after another one that reads the same.
         *     `reminders` is null where they were never wanted.
         */
        SignInOut: {
            /** Added */
            added: string | null;
            /** Added By */
            added_by: ("code" | "passphrase" | "passkey") | null;
            /** Browser */
            browser: string | null;
            /** Created At */
            created_at: string;
            /** Current */
            current: boolean;
            /** Device */
            device: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Installed */
            installed: boolean;
            /**
             * Kind
             * @enum {string}
             */
            kind: "phone" | "tablet" | "computer" | "unknown";
            /** Last Seen At */
            last_seen_at: string;
            /** Name */
            name: string | null;
            /** Number */
            number: number | null;
            /** Platform */
            platform: string | null;
            reminders: components["schemas"]["RemindersThere"] | null;
            /** This One */
            this_one: boolean;
        };
        /** SignInPatch */
        SignInPatch: {
            /** Name */
            name: string | null;
        };
        /** SignInsOut */
        SignInsOut: {
            /** Items */
            items: components["schemas"]["SignInOut"][];
        };
        /**
         * Steps
         * @description The six steps, in this order. All are sent each time; an empty one is an empty list.
         */
        Steps: {
            /** Alone */
            alone: string[];
            /** Distraction */
            distraction: string[];
            /** People Help */
            people_help: string[];
            /** Professionals */
            professionals: string[];
            /** Surroundings */
            surroundings: string[];
            /** Warning Signs */
            warning_signs: string[];
        };
        /**
         * SubscriptionIn
         * @description `server_key` is the key the phone subscribed with; without it the current one is assumed.
         */
        SubscriptionIn: {
            /** Device */
            device: string;
            /** Endpoint */
            endpoint: string;
            keys: components["schemas"]["KeysIn"];
            /**
             * Server Key
             * @default null
             */
            server_key: string | null;
        };
        /** SubscriptionOut */
        SubscriptionOut: {
            /** Created At */
            created_at: string;
            /** Device */
            device: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Last Reached At */
            last_reached_at: string | null;
            /**
             * State
             * @enum {string}
             */
            state: "unverified" | "active" | "suspended" | "gone";
        };
        /**
         * SupporterIn
         * @description A supporter under the phone's own id. `language` is that of their page, `read_in` that of the sentences the person
         *     agreed to. `owner` is the account the phone made it for: checked, never believed.
         */
        SupporterIn: {
            /**
             * Language
             * @enum {string}
             */
            language: "en" | "es";
            /** Name */
            name: string;
            /**
             * Owner
             * @default null
             */
            owner: string | null;
            /**
             * Read In
             * @enum {string}
             */
            read_in: "en" | "es";
            /**
             * Shown
             * @default
             */
            shown: string;
            /**
             * Signature
             * @default
             */
            signature: string;
        };
        /**
         * SupporterOut
         * @description `link_made_at` is null while there is no link that works. `sessions` are the meetings they are invited to.
         */
        SupporterOut: {
            /** Created At */
            created_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Language
             * @enum {string}
             */
            language: "en" | "es";
            /** Link Made At */
            link_made_at: string | null;
            /** Name */
            name: string;
            /** Sessions */
            sessions: string[];
        };
        /**
         * SupporterSaved
         * @description `same`: it was received before, and changed nothing now.
         */
        SupporterSaved: {
            /**
             * Outcome
             * @enum {string}
             */
            outcome: "created" | "same";
        };
        /**
         * SupportersOut
         * @description `consent` is null for somebody who was never in a program; `room` says whether another one fits.
         */
        SupportersOut: {
            consent: components["schemas"]["ConsentOut"] | null;
            /** Items */
            items: components["schemas"]["SupporterOut"][];
            /** Room */
            room: boolean;
        };
        /**
         * SupportersQuery
         * @description The language of the sentences to agree to.
         */
        SupportersQuery: {
            /**
             * Language
             * @default en
             * @enum {string}
             */
            language: "en" | "es";
        };
        /**
         * TakeBackQuery
         * @description `owner` is the account the phone shows: checked, never believed.
         */
        TakeBackQuery: {
            /**
             * Owner
             * @default null
             */
            owner: string | null;
        };
        /**
         * TakenBackIn
         * @description `taken_back_at` is the moment of the tap.
         */
        TakenBackIn: {
            /**
             * Owner
             * @default null
             */
            owner: string | null;
            /**
             * Taken Back At
             * Format: date-time
             */
            taken_back_at: string;
        };
        /** TeamMember */
        TeamMember: {
            /** Name */
            name: string;
        };
        /**
         * TestOut
         * @description To how many phones the test message goes.
         */
        TestOut: {
            /** Phones */
            phones: number;
        };
        /**
         * TestQuery
         * @description Whether the test message goes to the phone that asks only.
         */
        TestQuery: {
            /**
             * Only This Phone
             * @default false
             */
            only_this_phone: boolean;
        };
        /**
         * TextWord
         * @description The word to send, in the language the answer should come in; null where any text will do.
         */
        TextWord: {
            /** En */
            en: string | null;
            /** Es */
            es: string | null;
        };
        /**
         * WeeklyItemOut
         * @description A line of the program's own weekly check-up.
         */
        WeeklyItemOut: {
            /** Name */
            name: string;
            /** Side */
            side: string;
        };
        /**
         * WishIn
         * @description `make_up` is the session they would like to come to instead of this one.
         */
        WishIn: {
            /**
             * Make Up
             * Format: uuid
             */
            make_up: string;
            /**
             * Session Id
             * Format: uuid
             */
            session_id: string;
        };
    };
    responses: never;
    parameters: {
        /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
        account: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    get_absences: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AbsencesOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_absences_absence_id: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path: {
                absence_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AbsenceIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AbsenceTaken"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AbsenceTaken"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_absences_absence_id_taken_back: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path: {
                absence_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TakenBackIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AbsencesOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_absences_days_days_id: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path: {
                days_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AwayDaysIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AbsenceTaken"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AbsenceTaken"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_absences_days_days_id_taken_back: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path: {
                days_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TakenBackIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AbsencesOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_access_log: {
        parameters: {
            query?: {
                before?: string | null;
                part?: "opened" | "lists";
            };
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LooksOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_activate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["companion__accounts__payloads__ActivateIn"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActivatedOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_aftercare_plan: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AftercarePlanOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_aftercare_plan: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AftercarePlanIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AftercarePlanOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_calls: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallsOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_calls_call_id: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path: {
                call_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CallIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallTaken"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallTaken"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_calls_call_id_taken_back: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path: {
                call_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CallTakenBackIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallsOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_cards: {
        parameters: {
            query: {
                end: string;
                start: string;
            };
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CardsOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_cards_card_id: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path: {
                card_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CardIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CardKept"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CardKept"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_cards_card_id: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path: {
                card_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_care_team: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CareTeamOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_checkins: {
        parameters: {
            query: {
                end: string;
                start: string;
            };
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckinsOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_checkins_checkin_id: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path: {
                checkin_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckinIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckinSaved"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckinSaved"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_checkins_checkin_id: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path: {
                checkin_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_checkins_batch: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_checkups: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckupsOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_checkups_checkup_id: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path: {
                checkup_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckupIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckupOut"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckupOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_crisis_lines: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CrisisLinesOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_days: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DaysOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_days: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DaysIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DaysOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_events: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventsOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_goals: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoalsOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_goals: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GoalsIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoalsOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_groups: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupsOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_me: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_me: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MePatch"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_me_account: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_me_close: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmedIn"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_me_copy: {
        parameters: {
            query: {
                form: "json" | "csv" | "html";
            };
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_me_erasure: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmedIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_me_erasure: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_me_passphrase: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PassphraseIn"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_me_pause: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PauseIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_me_pause: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_me_phone_confirm: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_me_proof: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProofIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProofOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_me_recovery_card: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCardOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_openapi_json: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_own_words: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnWordsOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_own_words: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnWordsIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnWordsOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_passkeys: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeysOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_passkeys: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeyIn"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_passkeys_passkey_id: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path: {
                passkey_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_passkeys_registration_options: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegistrationOptionsOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_passkeys_sign_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeySignInIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_passkeys_sign_in_options: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyOptionsOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_push_activate: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["companion__push__payloads__ActivateIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_push_key: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_push_received: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReceivedIn"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_push_status: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["companion__push__payloads__StatusOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_push_subscriptions: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubscriptionIn"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_push_subscriptions_subscription_id: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path: {
                subscription_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_push_test: {
        parameters: {
            query?: {
                only_this_phone?: boolean;
            };
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_reminders_calendar: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_reminders_calendar_feed: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_reminders_calendar_feed: {
        parameters: {
            query?: {
                owner?: string | null;
            };
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedAddressOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_reminders_calendar_feed: {
        parameters: {
            query?: {
                owner?: string | null;
            };
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_reminders_settings: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingsOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_reminders_settings: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettingsIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingsOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_reminders_status: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["companion__reminders__payloads__StatusOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_resources: {
        parameters: {
            query?: {
                language?: string | null;
                tag?: string | null;
            };
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResourcesOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_safety_plan: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SafetyPlanOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_safety_plan: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SafetyPlanIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SafetyPlanOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_schedule: {
        parameters: {
            query?: {
                end?: string | null;
                start?: string | null;
            };
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_schedule_sessions_session_id: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduledSession"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_schedule_sessions_session_id_make_ups: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MakeUpsOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_sharing: {
        parameters: {
            query?: {
                language?: "en" | "es";
            };
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SharingOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_sharing_decisions_decision_id: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path: {
                decision_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecisionIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionSaved"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_sharing_history: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_sign_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_sign_ins: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInsOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_sign_ins_sign_in_id: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path: {
                sign_in_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_sign_ins_sign_in_id: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path: {
                sign_in_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInPatch"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_sign_ins_sign_in_id_confirmed: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path: {
                sign_in_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_sign_ins_end_others: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_sign_out: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_supporters: {
        parameters: {
            query?: {
                language?: "en" | "es";
            };
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupportersOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_supporters_supporter_id: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path: {
                supporter_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SupporterIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupporterSaved"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupporterSaved"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_supporters_supporter_id: {
        parameters: {
            query?: {
                owner?: string | null;
            };
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path: {
                supporter_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_supporters_supporter_id_link: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account whose sign-in the caller means. When another one is signed in on this phone by now, the answer is 403 other_account and nothing is read or changed. */
                "Companion-Account"?: components["parameters"]["account"];
            };
            path: {
                supporter_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkOut"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_healthz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
}
