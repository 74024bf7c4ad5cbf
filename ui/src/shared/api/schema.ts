/** Generated from src-tauri/crates/api/openapi.json by `npm run gen:api`. Do not edit. */

export interface paths {
    "/api/v1/adapter-examples": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Adapters to begin with. */
        get: operations["listAdapterExamples"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/adapters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every class with its versions, read from the files. */
        get: operations["listAdapters"];
        put?: never;
        /** Keeps a script as the next version of its class. One that does not compile is refused with line and column. */
        post: operations["createAdapter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/adapters/{class}/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The script of one version. */
        get: operations["getAdapter"];
        put?: never;
        post?: never;
        /** Deletes one version; refused while a target runs it. */
        delete: operations["deleteAdapter"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/adapters/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What the compiler says of a script; nothing is kept. */
        post: operations["checkAdapter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/adapters/try": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends one event by a script to the simulated receiver, never anywhere else. */
        post: operations["tryAdapter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/channel-kinds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every kind of channel, and what it wants to know. */
        get: operations["listChannelKinds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every channel with how it does, oldest first. */
        get: operations["listAlertChannels"];
        put?: never;
        /** Makes a channel. Secrets are written as text and read as markers. */
        post: operations["createAlertChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/channels/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One channel. */
        get: operations["getAlertChannel"];
        /** Replaces a channel as a whole; what it has not said yet is said now, by the new settings. */
        put: operations["updateAlertChannel"];
        post?: never;
        /** Deletes a channel; what it said stays in the log. */
        delete: operations["deleteAlertChannel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One page of what channels said, newest first. */
        get: operations["listAlertMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/messages/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Has a message that was not taken tried again at once. */
        post: operations["retryAlertMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a channel would say and whom it would tell. Nothing is sent. */
        post: operations["previewAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a test by a channel as the form has it (row F4); at most some 20 seconds. */
        post: operations["testAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what in the configuration, newest first. */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/breaker-openings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One page of breaker openings, newest first. */
        get: operations["listBreakerOpenings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/business-states": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every business data state that is known. */
        get: operations["listBusinessStates"];
        put?: never;
        /** Puts a business data state in, or gives one another name. */
        post: operations["putBusinessState"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/business-states/{dataSet}/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes a business data state out of the forms; one that an event names later comes back. */
        delete: operations["deleteBusinessState"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/configuration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that is configured, as one TOML document without secrets. */
        get: operations["exportConfiguration"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/configuration/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes what is configured as a document says, all of it or nothing; or says what that would change. */
        post: operations["importConfiguration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connection-tests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Goes to a server address step by step; no to-do is sent. */
        post: operations["testConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One page of the push log, newest first. A page may be shorter than `limit` while `next` is not null: go on. */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One delivery with its event, verdicts, addresses and attempts. */
        get: operations["getDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** How many rows match: a part of them, and where to count on. */
        post: operations["countDeliveries"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/directory": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The whole organisation as one document. */
        get: operations["getDirectory"];
        /** Replaces the whole organisation. A part-time identity is a person row whose `mainAccount` names the main row. */
        put: operations["replaceDirectory"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/directory/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reads the organisation from a document (JSON) or a workbook (XLSX, with sheets 分部, 部门, 岗位, 人员, 群组, 角色), or says
         *     what that would change. A part that the workbook has no sheet for stays as it is.
         */
        post: operations["importDirectory"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/directory/lists/{kind}/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A group or role with its members. */
        get: operations["getPersonList"];
        /** Puts a group or role in, or in the place of the one with its id. */
        put: operations["putPersonList"];
        post?: never;
        /** Deletes a group or role. */
        delete: operations["deletePersonList"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/directory/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One page of people: main accounts, each with its part-time identities. */
        get: operations["listPeople"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/directory/structure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The shape of the organisation: units, posts, groups and roles with how many persons each has, without the persons. */
        get: operations["getDirectoryStructure"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/directory/synchronisation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins to read the OA's organisation; a run that can be watched, stopped, and goes on after a restart. */
        post: operations["beginSynchronisation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dry-runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What would happen to an event with drafts in the place of what is stored (row T9): a target, a script, a push
         *     address; the event is typed or that of a row of the log. Nothing is sent, nothing is remembered.
         */
        post: operations["dryRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/intake/batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes a batch of events.
         * @description Answered once the batch is on disk. The same `batchId` again answers `duplicate: true` and does nothing. One bad
         *     event and nothing of the batch is taken.
         */
        post: operations["takeBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interception/reach": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** How many people and workflows a set of rules lets through. The rules need not be stored. */
        post: operations["getReach"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interception/try": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Whether an item would pass a set of rules, and which rule stops it. The rules need not be stored. */
        post: operations["tryInterception"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happens, as it is committed: server-sent events, at most ten a second.
         * @description `event: deliveries` carries rows that are new or have changed (the newest last, at most 200; `skipped` counts what
         *     was left out), `event: pulse` how every target is doing (once a second), `event: breaker` an opening or a recovery.
         *     The stream ends when the engine stops or the token is revoked. There is no replay: after a break, read the list and the overview again.
         */
        get: operations["streamLive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oa": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the OA's own interfaces are reached. */
        get: operations["getOa"];
        /** Sets how the OA's own interfaces are reached. Takes effect for the next call. */
        put: operations["replaceOa"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oa/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tries a connection: registers where that was not done before, applies for a token, asks for a count and for a page of
         *     persons. Nothing is set by it.
         */
        post: operations["checkOa"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oa/items/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Counts what the OA's lists hold for a real-time push: a part of the persons, and where to count on. */
        post: operations["countRealTime"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oa/registration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Registers our application anew. Every token and secret of it that anybody else holds is worthless afterwards. */
        post: operations["registerOa"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How every target is doing now, and the engine's last five minutes. */
        get: operations["getOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/persons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Persons whose name, login name, work code or id holds a text; for pickers. */
        get: operations["listPersons"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/push-addresses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every push address, oldest first. */
        get: operations["listPushAddresses"];
        put?: never;
        /** Makes a push address. A target's PC, APP or adaptive address that another one makes is refused, naming that one. */
        post: operations["createPushAddress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/push-addresses/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One push address. */
        get: operations["getPushAddress"];
        /** Replaces a push address as a whole. */
        put: operations["updatePushAddress"];
        post?: never;
        /** Deletes a push address; the targets that were bound to it have their standard addresses again. */
        delete: operations["deletePushAddress"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/push-addresses/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The three addresses of every bound target, exactly as a push would send them (row A4); by the code of a push. */
        post: operations["previewPushAddress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/push-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All push types with their parameters. */
        get: operations["listPushTypes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One page of runs, newest first; batch pushes are under `/api/v1/tasks`. */
        get: operations["listRuns"];
        put?: never;
        /**
         * Begins a run. A re-push asks the rules of now, keeps the order of each to-do and leaves rows that a later one has
         *     overtaken; a deletion leaves rows that are still to be sent.
         */
        post: operations["beginRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One run, with what has become of its deliveries. */
        get: operations["getRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stops a run; what it has done stays done. */
        post: operations["stopRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sandbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The state of the simulated OA and of every simulated receiver. */
        get: operations["getSandbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sandbox/oa": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Lets the OA walk or stand, at a pace. */
        put: operations["putSandboxOa"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sandbox/oa/interface": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Changes how the interfaces behave. */
        put: operations["putSandboxInterface"];
        /** Lets something happen to the sign-on or to a person. */
        post: operations["actOnSandboxInterface"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sandbox/oa/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Open requests, newest first. */
        get: operations["listSandboxRequests"];
        put?: never;
        /** Starts a request. */
        post: operations["startSandboxRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sandbox/oa/requests/{requestId}/act": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Does something to a request. */
        post: operations["actOnSandboxRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sandbox/receivers/{id}/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a target for a receiver is set up with, its simulated account in clear: everything is tried here, and no real
         *     system is behind it.
         */
        get: operations["getSandboxReceiverAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sandbox/receivers/{id}/forget-sign-ons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Has a receiver forget every code, access token and refresh token that it issued; who sent with one has to sign on
         *     anew.
         */
        post: operations["forgetSandboxReceiverSignOns"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sandbox/receivers/{id}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a person now sees at a receiver. */
        get: operations["listSandboxReceiverItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sandbox/receivers/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The last raw messages of a receiver, or of the OA's own interfaces (`oa`). */
        get: operations["listSandboxReceiverMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sandbox/receivers/{id}/persons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Persons with what they have at a receiver. */
        get: operations["listSandboxReceiverPersons"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sandbox/receivers/{id}/trouble": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Puts a receiver, or the OA's own interfaces (`oa`), into trouble, or out of it. It holds when this answers. */
        put: operations["putSandboxReceiverTrouble"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules/next": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The next five times of a cron expression. */
        get: operations["listNextTimes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is set for the installation: decentralised administration, tenant, e-Bridge. */
        get: operations["getSettings"];
        /** Replaces what is set for the installation. */
        put: operations["replaceSettings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/system": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What runs here, and whether it works. */
        get: operations["getSystem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/system/backup-plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Says when backups are made, how many are kept, and where. */
        put: operations["replaceBackupPlan"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/system/backups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The backups, newest first, how they are made, and what is going on. */
        get: operations["listBackups"];
        put?: never;
        /** Begins to make a backup; the list tells how far it is. */
        post: operations["beginBackup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/system/backups/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Deletes a backup. */
        delete: operations["deleteBackup"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/system/backups/{name}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reads a backup from beginning to end, and compares it with what it says of itself. */
        post: operations["checkBackup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/system/backups/{name}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Has a backup put back at the next start. It is read from beginning to end first; every target of it will be held. */
        post: operations["wantRestore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/system/diagnostics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One document for whoever helps: no secrets, no items. */
        get: operations["getDiagnostics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/system/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes the choice of a backup back. */
        delete: operations["forgetRestore"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/targets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All targets. A secret parameter reads as `{"secret":true,"set":true}`. */
        get: operations["listTargets"];
        put?: never;
        /** Makes a target. What cannot work (unknown parameter, bad address, identifier taken) is refused by its fields. */
        post: operations["createTarget"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/targets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One target. */
        get: operations["getTarget"];
        /** Replaces a target's configuration as a whole. A secret given back as it was read stays as it is. */
        put: operations["updateTarget"];
        post?: never;
        /** Deletes a target with all that belongs to it; ask for the impact first. */
        delete: operations["deleteTarget"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/targets/{id}/copy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a target of another: all that it has, its secrets and its mapping table too. The copy is not enabled. */
        post: operations["copyTarget"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/targets/{id}/deletion-impact": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What would go with a target if it were deleted. */
        get: operations["getDeletionImpact"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/targets/{id}/dry-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What would happen to an event at a target (row T9): verdicts, mapped person, addresses and the exact request with
         *     its secrets masked. Nothing is sent, nothing is remembered.
         */
        post: operations["dryRunTarget"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/targets/{id}/hold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Holds a target: nothing is sent, everything is kept, until it is released. */
        put: operations["holdTarget"];
        post?: never;
        /** Releases a target: what was held goes out in its order. */
        delete: operations["releaseTarget"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/targets/{id}/person-mapping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One page of a target's mapping table, by person id. */
        get: operations["listPersonMapping"];
        put?: never;
        /** Puts one row in, or in the place of the one with its person. */
        post: operations["putPersonMappingRow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/targets/{id}/person-mapping/{person}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes one row out. */
        delete: operations["deletePersonMappingRow"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/targets/{id}/person-mapping/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reads a sheet (CSV or XLSX, columns 人员ID and 值) into a target's mapping table, or says what that would do. */
        post: operations["importPersonMapping"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/targets/{id}/persons-without-value": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Persons that events have named and who have no value under the target's person rule. */
        get: operations["listPersonsWithoutValue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/targets/{id}/probe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends the next probe of an open breaker at once. */
        post: operations["probeTarget"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/targets/{id}/reconciliation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Compares what the receiver of a target should show by the log with what it shows, where it can be asked, and otherwise
         *     with what it last took. Nothing is changed; pushing the named deliveries again mends what differs.
         */
        post: operations["reconcileTarget"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/targets/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Releases every target that is held. */
        post: operations["releaseTargets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One page of tasks, newest first. */
        get: operations["listTasks"];
        put?: never;
        /** Makes tasks, one for each target, all or none. */
        post: operations["createTasks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One task. */
        get: operations["getTask"];
        put?: never;
        post?: never;
        /** Deletes a task that is not under way; the log keeps what it pushed. */
        delete: operations["deleteTask"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/abnormal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rows that a task pushed without success, as they stand now, oldest first. */
        get: operations["listAbnormalRows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/abnormal.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The abnormal rows of a task as a workbook, with the conditions of the task on a sheet of their own. */
        get: operations["exportAbnormalRows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/pace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Sets the pace of a task, now and for when it goes on. */
        put: operations["setTaskPace"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pauses a task: nothing more is put in line. What stands in line, some hundreds at most, goes out. */
        post: operations["pauseTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Repeats a task that came to its end: what was abnormal, or, where nothing was, all of it. */
        post: operations["retryTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Starts a task that was only made, or lets one that was paused or has failed go on where it was. */
        post: operations["startTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/unread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Persons whose lists a real-time push could not read, and why. */
        get: operations["listUnreadPersons"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All tokens; never their text. */
        get: operations["listTokens"];
        put?: never;
        /** Makes a token. Its text is answered this once. */
        post: operations["createToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Makes a token useless from now on. */
        delete: operations["revokeToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workflows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every workflow template that events have named or an operator has put in, and the types. */
        get: operations["listWorkflows"];
        put?: never;
        /** Puts templates in, for rules about workflows that no event has named yet. */
        post: operations["putWorkflows"];
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
        /** Whether the process is alive. It is while it answers, whatever the store does. */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Figures of every stage: intake, planning, waiting, sending, recording, the store, runs, alerts; and of the process. */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/papi/intunifytodo/client_engine/job/deleteRequestLog": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 定时删除 (module `iut_send_config`, method `deleteData`): begins the clean-up of every target that has it switched on.
         *     Calling again does no harm.
         */
        post: operations["deleteRequestLog"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/papi/intunifytodo/client_engine/job/pushRequest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 自动补偿推送 (module `iut_send_config`, method `pushData`): begins compensation of every target that has it switched
         *     on. Calling again does no harm: what is under way goes on, what was dealt with is not sent again.
         */
        post: operations["pushRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether batches are taken now; 503 says why not. */
        get: operations["getReadiness"];
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
         * @description What was done.
         * @enum {string}
         */
        Action: "created" | "changed" | "deleted";
        /** @description What the compiler says of a script. */
        AdapterCheck: {
            /** @description What is wrong; empty when it compiles. */
            faults: components["schemas"]["AdapterFault"][];
            spec?: components["schemas"]["PushTypeSpec"] | null;
        };
        /** @description A class with its versions. */
        AdapterClass: {
            /** @description 实现类 */
            class: string;
            /** @description Oldest first. */
            versions: components["schemas"]["AdapterVersion"][];
        };
        /** @description What is wrong with an adapter, and where. */
        AdapterFault: {
            /**
             * Format: int32
             * @description Column in characters, from 1.
             */
            column?: number | null;
            /**
             * Format: int32
             * @description Line, from 1; nothing where the fault has no place.
             */
            line?: number | null;
            /** @description What is wrong, in English. */
            message: string;
        };
        /** @description The operator-written adapter that a custom target runs (row S7). */
        AdapterRef: {
            /** @description 实现类, such as `example.JsonPortal`. */
            class: string;
            /**
             * Format: int32
             * @description Versions count from 1; left out, the newest of the moment in which the target is saved.
             */
            version?: number | null;
        };
        /** @description The text of one version. */
        AdapterSource: {
            /** @description 实现类 */
            class: string;
            /** @description The script. */
            source: string;
            /**
             * Format: int32
             * @description Which version.
             */
            version: number;
        };
        /** @description A script to be tried on an event against the simulated receiver. */
        AdapterTrial: {
            /** @description The creator, as the receiving system knows the person. */
            creator?: string | null;
            /** @description What is sent. */
            event: components["schemas"]["Event"];
            /** @description Values of its parameters, secret ones as text or, with `targetId`, as markers. */
            params?: Record<string, never>;
            /** @description The receiver, as the receiving system knows the person. */
            receiver: string;
            /** @description The script; it need not be kept. */
            source: string;
            targetId?: components["schemas"]["TargetId"] | null;
        };
        /** @description One version of an adapter. */
        AdapterVersion: {
            fault?: components["schemas"]["AdapterFault"] | null;
            spec?: components["schemas"]["PushTypeSpec"] | null;
            /** @description Targets that run it. */
            usedBy: components["schemas"]["TargetId"][];
            /**
             * Format: int32
             * @description Counts from 1.
             */
            version: number;
        };
        /**
         * Format: int64
         * @description One push address (推送地址).
         */
        AddressId: number;
        /** @description One parameter of a push address (数据对应关系). */
        AddressParameter: {
            /** @description 参数名 */
            name: string;
            /** @description 备注 */
            remark?: string;
            /** @description 参数值 */
            value: components["schemas"]["ParameterValue"];
        };
        /** @description A push address to be previewed; it need not be stored. */
        AddressPreview: {
            /** @description The address as the form has it. It is rendered as if it were enabled. */
            address: components["schemas"]["PushAddress"];
            id?: components["schemas"]["AddressId"] | null;
            /** @description 操作人: who receives the item, an OA person id. */
            operator: components["schemas"]["PersonId"];
            /** @description 流程ID: digits only. */
            requestId: components["schemas"]["RequestId"];
        };
        /** @description When a schedule comes round. */
        Ahead: {
            /** @description The next times, by the clock of the engine's place; fewer than five, or none, where it comes round no more. */
            next: string[];
        };
        /** @description A channel as the form has it. */
        AlertDraft: {
            /** @description The settings; they need not be stored. */
            channel: components["schemas"]["ChannelConfig"];
            id?: components["schemas"]["ChannelId"] | null;
        };
        /**
         * @description What an alert is about.
         * @enum {string}
         */
        AlertKind: "breakerOpened" | "breakerRecovered" | "runFailed" | "storeUnavailable" | "storeRecovered" | "taskEnded";
        /** @description One message of one channel. */
        AlertMessage: {
            /**
             * Format: int64
             * @description How many alerts it tells of.
             */
            alerts: number;
            /** @description By which channel; it may be gone. */
            channelId: components["schemas"]["ChannelId"];
            /** @description As it was called then. */
            channelName: string;
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it was taken or given up.
             */
            finishedAt?: string | null;
            /** @description Which one. */
            id: components["schemas"]["MessageId"];
            /**
             * Format: date-time
             * @description When it is tried again.
             */
            nextTryAt?: string | null;
            /** @description Who was told at the last try, in words. */
            recipients: string;
            /** @description Why it was not taken, or not by all. */
            remark?: string | null;
            /** @description What became of it. */
            state: components["schemas"]["MessageState"];
            /** @description One line. */
            subject: string;
            /** @description Any number of lines. */
            text: string;
            /**
             * Format: int32
             * @description How often it was tried.
             */
            tries: number;
        };
        /** @description What a channel would say, and whom it would tell. */
        AlertPreview: {
            /** @description Of several alerts that came together. */
            merged: components["schemas"]["AlertSample"];
            /** @description Of one opening. */
            one: components["schemas"]["AlertSample"];
            /** @description Names of those who would be told. */
            persons: string[];
            /** @description Names of those who have no address of the channel's kind. */
            without: string[];
        };
        /** @description What a channel would say. */
        AlertSample: {
            /** @description One line. */
            subject: string;
            /** @description What fills the provider's own template (SMS), in its order. */
            templateValues: components["schemas"]["TemplateValue"][];
            /** @description Any number of lines. */
            text: string;
        };
        /** @description What came of a test. */
        AlertTest: {
            /** @description Who was told, in words. */
            recipients: string;
            /** @description Why it was not taken, or not by all. */
            remark?: string | null;
            /** @description Whether the channel took it. */
            sent: boolean;
        };
        /** @description One attempt, as the log shows it. */
        AttemptEntry: {
            /**
             * Format: double
             * @description Milliseconds until status line and headers were there.
             */
            headersMs?: number | null;
            /** @description `POST` and the like. */
            method: string;
            /**
             * Format: int32
             * @description From 1; numbers between the first and the last ones may be missing.
             */
            number: number;
            /** @description The protocol's name of what was asked. */
            operation: string;
            /** @description Which way it came out. */
            outcome: components["schemas"]["AttemptOutcome"];
            /** @description The reason in words. */
            reason?: string | null;
            /** @description Stable code of the reason. */
            reasonCode?: string | null;
            /** @description The body, secrets masked. */
            requestBody: string;
            /** @description Header names and values, secrets masked. */
            requestHeaders: [
                string,
                string
            ][];
            /** @description The body. */
            responseBody?: string | null;
            /** @description Header names and values. */
            responseHeaders: [
                string,
                string
            ][];
            /**
             * Format: int32
             * @description The status, where one came.
             */
            responseStatus?: number | null;
            /** @description The body was longer than what is kept. */
            responseTruncated: boolean;
            /**
             * Format: date-time
             * @description When it began.
             */
            startedAt: string;
            /**
             * Format: double
             * @description Milliseconds until the end.
             */
            totalMs: number;
            /** @description Where it went. */
            url: string;
        };
        /**
         * @description Which way an attempt came out.
         * @enum {string}
         */
        AttemptOutcome: "accepted" | "rejected" | "noAnswer" | "ownFault";
        /** @description One row of the trail. */
        AuditEntry: {
            /** @description What was done. */
            action: components["schemas"]["Action"];
            /** @description Who. */
            actor: string;
            /** @description As it became. */
            after?: unknown;
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description As it was. */
            before?: unknown;
            /**
             * Format: int64
             * @description Grows with time.
             */
            id: number;
            /** @description To what kind of thing. */
            kind: components["schemas"]["ObjectKind"];
            /** @description Its id. */
            objectId: string;
            /** @description What it was called then. */
            objectName: string;
        };
        /** @description What a backup says of itself. */
        Backup: {
            /**
             * Format: int64
             * @description Size of the database, in bytes.
             */
            bytes: number;
            /**
             * Format: date-time
             * @description The moment that it shows.
             */
            createdAt: string;
            /** @description Name of its directory. */
            name: string;
            /** @description Version of the program that made it. */
            program: string;
            /**
             * Format: int32
             * @description Schema of the database.
             */
            schema: number;
            /** @description SHA-256 of the database, hexadecimal. */
            sha256: string;
        };
        /** @description A backup that could not be made. */
        BackupFailure: {
            /**
             * Format: date-time
             * @description When it was given up.
             */
            at: string;
            /** @description Why. */
            error: string;
        };
        /** @description 定时备份 */
        BackupPlan: {
            /** @description Absolute path of the directory of all backups; empty: `backups` in the data directory. */
            directory: string;
            /** @description Whether a backup is made every day. */
            enabled: boolean;
            /**
             * Format: int32
             * @description At which hour, 0 to 23, of the engine's clock.
             */
            hour: number;
            /**
             * Format: int32
             * @description After the daily backup only the newest so many stay, 1 to 365.
             */
            keep: number;
        };
        /** @description Backups, and how they are made. */
        Backups: {
            /** @description Where backups go. */
            directory: string;
            failure?: components["schemas"]["BackupFailure"] | null;
            /** @description Newest first. */
            items: components["schemas"]["Backup"][];
            outcome?: components["schemas"]["RestoreOutcome"] | null;
            /** @description 定时备份 */
            plan: components["schemas"]["BackupPlan"];
            /** @description Why the directory cannot be read. */
            problem?: string | null;
            underWay?: components["schemas"]["UnderWay"] | null;
            wanted?: components["schemas"]["WantedRestore"] | null;
        };
        /** @description What one act in the OA caused. */
        Batch: {
            /** @description Chosen by the sender; the same id again does nothing. */
            batchId: string;
            /** @description In the order in which they came about. */
            events: components["schemas"]["Event"][];
        };
        /** @description A target bound to a push address (绑定应用系统, row A3). */
        Binding: {
            /** @description Makes the adaptive address. */
            adaptive?: boolean;
            /** @description Makes the APP address. */
            app?: boolean;
            /** @description Makes the PC address. */
            pc?: boolean;
            /** @description Which target. */
            target: components["schemas"]["TargetId"];
        };
        /** @description A breaker opened or recovered. */
        BreakerNews: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description The first failure, in words. */
            cause?: string | null;
            /** @description 系统名称 */
            name: string;
            /** @description `open` on opening, `closed` on recovery. */
            state: components["schemas"]["Phase"];
            /** @description Whose. */
            targetId: components["schemas"]["TargetId"];
        };
        /** @description A breaker as the operator sees it. */
        BreakerView: {
            /** @description The first failure, in words. */
            cause?: string | null;
            /**
             * Format: date-time
             * @description When the receiver is asked again.
             */
            nextProbeAt?: string | null;
            /**
             * Format: date-time
             * @description When it opened.
             */
            since?: string | null;
            /** @description Which part of its life it is in. */
            state: components["schemas"]["Phase"];
        };
        /**
         * @description Whether business interception is on.
         * @enum {string}
         */
        BusinessMode: "none" | "custom";
        /** @description The business data states of one data set that are intercepted. */
        BusinessRule: {
            /** @description 数据集合 */
            dataSet: components["schemas"]["DataSet"];
            /** @description 业务数据状态 to intercept. */
            states?: string[];
        };
        /** @description Business interception (业务拦截). */
        BusinessRules: {
            /**
             * @description None or custom.
             * @default none
             */
            mode?: components["schemas"]["BusinessMode"];
            /**
             * @description Read only while the mode is custom.
             * @default []
             */
            rules?: components["schemas"]["BusinessRule"][];
        };
        /** @description A business data state (业务数据状态) of one data set. */
        BusinessState: {
            /** @description The word that events carry. */
            code: string;
            /** @description 数据集合 */
            dataSet: components["schemas"]["DataSet"];
            /** @description What the screen shows. */
            name: string;
        };
        /** @description One row that changes. */
        ChangedRow: {
            /** @description As it becomes. */
            after?: string | null;
            /** @description As it is. */
            before?: string | null;
            /** @description What becomes of it. */
            change: components["schemas"]["RowChange"];
            /** @description 姓名 */
            name?: string | null;
            /** @description OA person id. */
            person: components["schemas"]["PersonId"];
        };
        /** @description A channel (提醒方式) as an administrator sets it up. */
        ChannelConfig: {
            /** @description Whether it tells anything. */
            enabled?: boolean;
            /** @description By what it speaks; never changes. */
            kind: components["schemas"]["ChannelKind"];
            /** @description In which language. */
            language?: components["schemas"]["Language"];
            /**
             * Format: int32
             * @description Seconds after a message in which alerts gather for the next one.
             */
            mergeSeconds: number;
            /**
             * Format: int32
             * @description Messages within an hour, retries not counted; beyond it alerts gather.
             */
            mostPerHour: number;
            /** @description Unique among channels. */
            name: string;
            /** @description What the kind wants to know, by name; secrets are written as text and read as markers. */
            params?: {
                [key: string]: unknown;
            };
            /** @description Whom it tells. */
            recipients?: components["schemas"]["Recipients"];
            /** @description Template of the subject; empty: the standard one. */
            subject?: string;
            /** @description What it tells of. */
            tells?: components["schemas"]["AlertKind"][];
            /** @description Template of the text; empty: the standard one. */
            text?: string;
        };
        /**
         * Format: int64
         * @description One alert channel (提醒方式).
         */
        ChannelId: number;
        /**
         * @description By what a channel speaks.
         * @enum {string}
         */
        ChannelKind: "native" | "email" | "wecom" | "dingtalk" | "feishu" | "eBridge" | "aliyunSms" | "tencentSms" | "http";
        /** @description One kind of channel. */
        ChannelSpec: {
            /** @description What it is for, and what it takes. */
            description: components["schemas"]["Texts"];
            /** @description How many of `params`, counted from the end, are details that mostly stay as they are. */
            details: number;
            /** @description Whether the subject's template is used. */
            hasSubject: boolean;
            /** @description Whether the text's template is used. */
            hasText: boolean;
            /** @description Which one. */
            kind: components["schemas"]["ChannelKind"];
            /**
             * Format: int32
             * @description Seconds between messages at least: what the other side allows.
             */
            leastSeconds: number;
            /**
             * Format: int32
             * @description How long alerts are merged by default, in seconds.
             */
            mergeSeconds: number;
            /**
             * Format: int32
             * @description Messages within an hour by default.
             */
            mostPerHour: number;
            /** @description Its name. */
            name: components["schemas"]["Texts"];
            /** @description What the kind wants to know. */
            params: components["schemas"]["ParamSpec"][];
            /** @description By what it knows its recipients. */
            reaches: components["schemas"]["Reaches"];
        };
        /** @description A channel, and how it does. */
        ChannelView: components["schemas"]["StoredChannel"] & {
            /** @description Whether it can speak on the machine that the engine runs on. */
            here: boolean;
            lastMessage?: components["schemas"]["AlertMessage"] | null;
            /** @description Why it cannot speak as it is set up. */
            problem?: string | null;
        };
        /**
         * @description A step.
         * @enum {string}
         */
        CheckStage: "register" | "applyToken" | "todoCount" | "persons";
        /** @description One step of a check. */
        CheckStep: {
            /** @description In words: the OA's own of a failure, or what was found. */
            detail: string;
            fault?: components["schemas"]["OaFaultKind"] | null;
            /** @description Which. */
            stage: components["schemas"]["CheckStage"];
            /** @description What came of it. */
            state: components["schemas"]["StepState"];
            /**
             * Format: int64
             * @description How long it took, milliseconds.
             */
            tookMs: number;
        };
        /** @description One value of a parameter of kind [`ParamKind::Choice`]. */
        Choice: {
            /** @description What the form shows. */
            label: components["schemas"]["Texts"];
            /** @description The word on the wire. */
            value: string;
        };
        /** @description Clean-up of the push log (定时清理, row K1). */
        Cleanup: {
            /**
             * @description Off by default.
             * @default false
             */
            enabled?: boolean;
            /**
             * Format: int32
             * @description 20 to 23 or 0 to 6.
             * @default 2
             */
            hour?: number;
            /**
             * Format: int32
             * @description 1 to 365.
             * @default 30
             */
            keepDays?: number;
        };
        /** @description One thing of the document, compared with what is there. */
        Compared: {
            /** @description What becomes of it. */
            difference: components["schemas"]["Difference"];
            /** @description Which fields. */
            fields: components["schemas"]["FieldDifference"][];
            /** @description What it is matched by. */
            key: string;
            /** @description What it is. */
            kind: components["schemas"]["ObjectKind"];
            /** @description What people call it. */
            name: string;
        };
        /** @description A document, compared with what is there. */
        Comparison: {
            /** @description Whether it was done. */
            applied: boolean;
            /** @description Secrets to be written by hand afterwards, as `identifier/parameter`; their targets and channels come disabled. */
            missingSecrets: string[];
            /** @description Everything that the document names, in its order. */
            things: components["schemas"]["Compared"][];
        };
        /** @description Compensation (补偿设置, row C1). */
        Compensation: {
            /**
             * @description Six fields, seconds first.
             * @default 0 *\/10 * * * *
             */
            cron?: string;
            /**
             * @description Off by default.
             * @default false
             */
            enabled?: boolean;
            /**
             * Format: int32
             * @description 1 to 10.
             * @default 3
             */
            retries?: number;
            /**
             * Format: int32
             * @description 1 to 30.
             * @default 5
             */
            waitMinutes?: number;
        };
        /** @description A document to be compared or taken. */
        ConfigurationBody: {
            /** @description The TOML document, as it was exported. */
            document: string;
            /** @description Nothing is changed, only compared. */
            preview?: boolean;
        };
        /** @description How far a connection came. */
        ConnectionReport: {
            /** @description Name, TCP, TLS, HTTP and the sign-on, in this order. */
            steps: components["schemas"]["ConnectionStep"][];
        };
        /** @description One step, as the console shows it. */
        ConnectionStep: {
            /** @description What it found, in words. */
            detail: string;
            /**
             * Format: int64
             * @description How long it took.
             */
            millis: number;
            /** @description What became of it. */
            outcome: components["schemas"]["StepOutcome"];
            /** @description Which one. */
            step: components["schemas"]["Step"];
        };
        /** @description A server address to be tried, and with it the sign-on of a draft. */
        ConnectionTest: {
            adapter?: components["schemas"]["AdapterRef"] | null;
            /** @description Only the times are read. */
            delivery?: components["schemas"]["DeliveryOptions"];
            /** @description Parameters as the form has them. */
            params?: Record<string, never>;
            /** @description Wire details as the form has them. */
            protocol?: Record<string, never>;
            /** @description HTTP proxy on the way. */
            proxy?: string | null;
            pushType?: components["schemas"]["PushType"] | null;
            /** @description 服务端地址 */
            server: components["schemas"]["ServerAddress"];
            targetId?: components["schemas"]["TargetId"] | null;
            /** @description TLS towards the receiver. */
            tls?: components["schemas"]["TlsOptions"];
        };
        /** @description How many rows match, as far as was counted. */
        Counted: {
            /**
             * Format: int64
             * @description Rows found in this part.
             */
            count: number;
            next?: components["schemas"]["DeliveryId"] | null;
        };
        /** @description What is to be counted. */
        Counting: {
            /**
             * Format: int64
             * @description `next` of the part before.
             */
            after?: number | null;
            /** @description What the list is narrowed to. */
            filter: components["schemas"]["DeliveryFilter"];
        };
        /**
         * @description Data set (数据集合): which of the four lists of the receiver an item belongs to.
         * @enum {string}
         */
        DataSet: "todo" | "done" | "closed" | "deleted";
        /** @description The value that a parameter left out has. */
        DefaultValue: string | boolean | number;
        /** @description What goes with a target when it is deleted. */
        DeletionImpact: {
            /**
             * Format: int64
             * @description Rows of its push log.
             */
            deliveries: number;
            /**
             * Format: int64
             * @description Rows of its mapping table.
             */
            mappingRows: number;
            /**
             * Format: int64
             * @description Openings of its breaker.
             */
            openings: number;
            /**
             * Format: int64
             * @description Those of them that were still to be sent.
             */
            pending: number;
            /** @description Names of the push addresses that it is bound to; they stay, its bindings go. */
            pushAddresses: string[];
            /**
             * Format: int64
             * @description Keys that the duplicate filter and the backfill remember.
             */
            rememberedKeys: number;
        };
        /** @description One row of the push log with all that is known of it (row L2). */
        DeliveryDetail: components["schemas"]["DeliveryItem"] & {
            /** @description What was sent and what came back, first to last. */
            attemptLog: components["schemas"]["AttemptEntry"][];
            /** @description The event as it was taken in. */
            event: components["schemas"]["Event"];
            links?: components["schemas"]["Links"] | null;
            /** @description What each stage said. */
            verdicts: components["schemas"]["Verdict"][];
        };
        /** @description What a list is narrowed to; what is not named, or names nothing, is not narrowed. */
        DeliveryFilter: {
            /**
             * @description 业务数据状态
             * @default null
             */
            businessState?: string | null;
            /**
             * @description 创建人: one of these.
             * @default []
             */
            creators?: string[];
            /**
             * @description 数据集合: one of these.
             * @default []
             */
            dataSets?: components["schemas"]["DataSet"][];
            /**
             * Format: date-time
             * @description Planned at or after.
             * @default null
             */
            from?: string | null;
            /**
             * @description 接收人: one of these.
             * @default []
             */
            receivers?: string[];
            /**
             * @description 流程ID: one of these.
             * @default []
             */
            requestIds?: string[];
            /** @default null */
            status?: components["schemas"]["Status"] | null;
            /** @default null */
            targetId?: components["schemas"]["TargetId"] | null;
            /**
             * @description Characters of the title or of the workflow's name; words apart by blanks must all be there.
             * @default null
             */
            text?: string | null;
            /**
             * Format: date-time
             * @description Planned before.
             * @default null
             */
            to?: string | null;
            /**
             * @description 流程类型: one of these.
             * @default []
             */
            workflowTypeIds?: string[];
        };
        /**
         * Format: int64
         * @description One event for one target. Ids grow in the order of planning.
         */
        DeliveryId: number;
        /** @description One row of the push log. */
        DeliveryItem: {
            /**
             * Format: int32
             * @description Attempts so far.
             */
            attempts: number;
            /** @description A to-do that the OA never sent. */
            backfilled: boolean;
            /** @description 业务数据状态 */
            businessState: string;
            /**
             * Format: date-time
             * @description When it was planned.
             */
            createdAt: string;
            /** @description 创建人 */
            creator: string;
            /** @description Her name, where the directory knows her. */
            creatorName?: string | null;
            /** @description 数据集合, as it is sent. */
            dataSet: components["schemas"]["DataSet"];
            /** @description Which event it stands for. */
            eventId: components["schemas"]["EventId"];
            /**
             * Format: date-time
             * @description When it got its final result.
             */
            finishedAt?: string | null;
            /** @description Which delivery. */
            id: components["schemas"]["DeliveryId"];
            /** @description What the receiving system knows the receiver by. */
            mappedReceiver?: string | null;
            /** @description The reason in words. */
            reason?: string | null;
            /** @description Stable code of the reason. */
            reasonCode?: string | null;
            /** @description 接收人 */
            receiver: string;
            /** @description Her name, where the directory knows her. */
            receiverName?: string | null;
            /** @description 流程ID */
            requestId: string;
            /** @description 流程标题 */
            requestName: string;
            /** @description 推送状态 */
            status: components["schemas"]["Status"];
            supersededBy?: components["schemas"]["DeliveryId"] | null;
            /** @description Whose. */
            targetId: components["schemas"]["TargetId"];
            /** @description 流程名称 */
            workflowName: string;
            /** @description 流程类型 */
            workflowTypeId: string;
        };
        /** @description How fast and how patiently a target is sent to. */
        DeliveryOptions: {
            /**
             * Format: int32
             * @description Deliveries in flight at once, 1 to 256.
             * @default 16
             */
            concurrency?: number;
            /**
             * Format: int32
             * @description Time to connect (TCP and TLS), 100 to 60,000; never more than the total.
             * @default 3000
             */
            connectTimeoutMs?: number;
            /**
             * Format: int32
             * @description Attempts without an answer, breaker closed, before a delivery is given up as *no answer*, 1 to 20.
             * @default 3
             */
            noAnswerAttempts?: number;
            /**
             * Format: int32
             * @description Token bucket; `null` is no limit. 1 to 10,000.
             * @default null
             */
            ratePerSecond?: number | null;
            /**
             * Format: int32
             * @description Total time of one attempt, 100 to 120,000.
             * @default 10000
             */
            timeoutMs?: number;
        };
        /** @description 部门 */
        Department: {
            /** @description Unique among departments. */
            id: string;
            /** @description 名称 */
            name: string;
            /** @description The department above. */
            parent?: string | null;
            /** @description The subsidiary it belongs to. */
            subsidiary: string;
        };
        /** @description Everything in one place. What the store cannot give while it is in trouble is left out. */
        Diagnostics: {
            /** @description The last messages of alert channels. */
            alertMessages: components["schemas"]["AlertMessage"][];
            /**
             * Format: date-time
             * @description When it was gathered.
             */
            at: string;
            /** @description Everything that is configured, as a TOML document without secrets. */
            configuration?: string | null;
            /** @description The last lines of the program's log. */
            log: string[];
            /** @description Prometheus' text format. */
            metrics: string;
            /** @description The last openings of breakers. */
            openings: components["schemas"]["Opening"][];
            overview?: components["schemas"]["Overview"] | null;
            /** @description Operating system and processor. */
            platform: string;
            /** @description The last runs over the log. */
            runs: components["schemas"]["Run"][];
            /** @description What runs here. */
            system: components["schemas"]["System"];
        };
        /**
         * @description What an import would do to one thing.
         * @enum {string}
         */
        Difference: "added" | "changed" | "same";
        /** @description The whole organisation as one document. */
        DirectoryDocument: {
            /**
             * @description 部门
             * @default []
             */
            departments?: components["schemas"]["Department"][];
            /**
             * @description 群组
             * @default []
             */
            groups?: components["schemas"]["PersonList"][];
            /**
             * @description 人员
             * @default []
             */
            persons?: components["schemas"]["Person"][];
            /**
             * @description 岗位
             * @default []
             */
            posts?: components["schemas"]["Post"][];
            /**
             * @description 角色
             * @default []
             */
            roles?: components["schemas"]["PersonList"][];
            /**
             * @description 分部
             * @default []
             */
            subsidiaries?: components["schemas"]["Subsidiary"][];
        };
        /** @description What an import of the organisation does, or did. */
        DirectoryImported: {
            /** @description Whether it was done. */
            applied: boolean;
            /** @description 部门 */
            departments: components["schemas"]["PartChange"];
            /** @description 群组 */
            groups: components["schemas"]["PartChange"];
            /** @description 人员 */
            persons: components["schemas"]["PartChange"];
            /** @description 岗位 */
            posts: components["schemas"]["PartChange"];
            /** @description 角色 */
            roles: components["schemas"]["PartChange"];
            /** @description The first of them. */
            shownWrong: components["schemas"]["WrongCell"][];
            /** @description 分部 */
            subsidiaries: components["schemas"]["PartChange"];
            /**
             * Format: int32
             * @description How many cells are wrong; nothing is applied while there is one.
             */
            wrong: number;
        };
        /** @description One request of one person on which the two sides differ. */
        Divergence: {
            dataSet?: components["schemas"]["DataSet"] | null;
            delivery?: components["schemas"]["DeliveryId"] | null;
            /** @description How they differ. */
            difference: components["schemas"]["Mismatch"];
            /** @description Her name, where the directory knows her. */
            name?: string | null;
            /** @description Main account. */
            person: components["schemas"]["PersonId"];
            /**
             * Format: date-time
             * @description When it was planned.
             */
            plannedAt?: string | null;
            /** @description 流程ID */
            requestId: string;
            /** @description Since when the receiver shows it, as it writes that. */
            shownSince?: string | null;
            status?: components["schemas"]["Status"] | null;
            /** @description 流程标题 */
            title: string;
        };
        /** @description What would happen to an event at a target. */
        DryRun: {
            /** @description In the order in which they would be sent. */
            deliveries: components["schemas"]["DryRunDelivery"][];
        };
        /** @description One delivery as it would be. */
        DryRunDelivery: {
            /** @description A to-do that would be sent because the OA never sent one. */
            backfilled: boolean;
            /** @description As it would be sent. */
            dataSet: components["schemas"]["DataSet"];
            links?: components["schemas"]["Links"] | null;
            /** @description What the receiving system knows the creator by. */
            mappedCreator?: string | null;
            /** @description What the receiving system knows the receiver by. */
            mappedReceiver?: string | null;
            /** @description The reason in words. */
            reason?: string | null;
            /** @description Stable code of the reason why not. */
            reasonCode?: string | null;
            request?: components["schemas"]["DryRunRequest"] | null;
            /** @description `pending` when it would be sent. */
            status: components["schemas"]["Status"];
            /** @description What each stage says. */
            verdicts: components["schemas"]["Verdict"][];
        };
        /** @description What is to be tried without sending anything. Each draft stands in the place of what is stored. */
        DryRunQuestion: {
            /** @description A script that is not kept yet, for a custom target. */
            adapterSource?: string | null;
            address?: components["schemas"]["PushAddress"] | null;
            addressId?: components["schemas"]["AddressId"] | null;
            deliveryId?: components["schemas"]["DeliveryId"] | null;
            event?: components["schemas"]["Event"] | null;
            target?: components["schemas"]["TargetConfig"] | null;
            targetId?: components["schemas"]["TargetId"] | null;
        };
        /** @description A request that would go out. */
        DryRunRequest: {
            /** @description The body, secrets masked. */
            body: string;
            /** @description Names and values, secrets masked. */
            headers: [
                string,
                string
            ][];
            /** @description `POST` and the like. */
            method: string;
            /** @description Where it would go. */
            url: string;
        };
        /**
         * @description What becomes of to-dos that were pushed before.
         * @enum {string}
         */
        Duplicates: "asNew" | "respected";
        /** @description Keys of the e-Bridge application (row A2). */
        EBridge: {
            /** @description `ebAgentKey` */
            agent: string;
            /** @description `ebCorpKey` */
            corp: string;
            /** @description `ebTenantKey` */
            tenant: string;
        };
        /**
         * @description e-Bridge configuration (云桥配置); its parameter names are fixed.
         * @enum {string}
         */
        EBridgeKey: "agent" | "corp" | "tenant";
        /** @description Whether the engine works, and why not. */
        EngineNow: {
            /** @description What is wrong. */
            detail?: string | null;
            /** @description In one word. */
            state: components["schemas"]["EngineState"];
        };
        /**
         * @description Whether the engine works.
         * @enum {string}
         */
        EngineState: "running" | "storeUnavailable" | "storeDamaged" | "stopping";
        /** @description One event: a person's item of a request came into a state. */
        Event: {
            /** @description 业务数据状态: an open catalogue; `pending`, `forwarded`, `copied`, `returned` and the like. */
            businessState: string;
            /**
             * Format: date-time
             * @description When the request was created.
             */
            createdAt: string;
            /** @description 创建人, an OA person id */
            creator: components["schemas"]["PersonId"];
            /** @description 数据集合 */
            dataSet: components["schemas"]["DataSet"];
            /** @description 节点 */
            nodeId?: string | null;
            /** @description 节点名称 */
            nodeName: string;
            /**
             * Format: date-time
             * @description When this state came about in the OA.
             */
            occurredAt: string;
            /**
             * Format: date-time
             * @description When the receiver got the item.
             */
            receivedAt: string;
            /** @description 接收人, an OA person id */
            receiver: components["schemas"]["PersonId"];
            receiverIdentity?: components["schemas"]["PersonId"] | null;
            /** @description 流程ID */
            requestId: components["schemas"]["RequestId"];
            /** @description 流程标题 */
            requestName: string;
            viewType?: components["schemas"]["ViewType"] | null;
            /** @description 流程 (模板) */
            workflowId: components["schemas"]["WorkflowId"];
            /** @description 流程名称 */
            workflowName: string;
            /** @description 流程类型 */
            workflowTypeId: components["schemas"]["WorkflowTypeId"];
            /** @description 流程类型名称 */
            workflowTypeName?: string | null;
        };
        /**
         * Format: int64
         * @description One event as it was taken in. Ids grow in the order of intake; a delivery's id grows with its event's.
         */
        EventId: number;
        /** @description One example. */
        Example: {
            /** @description What it shows. */
            about: components["schemas"]["Texts"];
            /** @description The class name that it goes by. */
            class: string;
            /** @description The script. */
            source: string;
            /** @description What it is called. */
            title: components["schemas"]["Texts"];
        };
        /**
         * @description How much of the organisation a synchronisation reads.
         * @enum {string}
         */
        Extent: "whole" | "changed";
        /** @description One field that is different. */
        FieldDifference: {
            /** @description As it becomes; nothing for a field that goes. */
            after?: unknown;
            /** @description As it is; nothing for a field that comes new. */
            before?: unknown;
            /** @description JSON pointer into the thing. */
            path: string;
        };
        /** @description One complaint about one field of an input document. */
        FieldError: {
            /** @description Stable code, upper snake case, such as `REQUIRED`. */
            code: string;
            /** @description English sentence for logs and callers; the console has its own texts by code. */
            message: string;
            /** @description JSON pointer into the document, such as `/events/0/receiver`. */
            path: string;
        };
        /** @description Names of the headers of the token sign-on. */
        HeaderNames: {
            /** @description 应用编号 */
            appId: string;
            /** @description 客户端公钥 */
            clientPublicKey: string;
            /** @description The encrypted secret, when a token is applied for. */
            secret: string;
            /** @description Life of the token that is applied for, seconds. */
            time: string;
            /** @description The token of a call. */
            token: string;
            /** @description The encrypted operator of a call. */
            userId: string;
        };
        /** @description Names of headers as servers have them (row W4). */
        HeaderPresets: {
            /** @description An e-cology 9. */
            ecology9: components["schemas"]["HeaderNames"];
            /** @description As the iWork integration's document has them. */
            iwork: components["schemas"]["HeaderNames"];
        };
        /** @description The process answers. */
        Health: {
            /** @description What the engine does. */
            state: components["schemas"]["EngineState"];
        };
        /** @description A hold. */
        Hold: {
            /** @description Who holds it: the name of a token, or of the door. */
            by: string;
            /** @description Why, as she said; may be empty. */
            reason: string;
            /**
             * Format: date-time
             * @description Since when.
             */
            since: string;
        };
        /** @description Why a target is held. */
        Holding: {
            /** @description For whoever looks at it later; at most 200 characters. */
            reason?: string;
        };
        /**
         * @description How the query of the organisation's interface is written.
         * @enum {string}
         */
        HrmBody: "form" | "json";
        /** @description The organisation's interface (HRM, protocol facts, 8). */
        HrmOptions: {
            /**
             * @description How a query is written.
             * @default form
             */
            body?: components["schemas"]["HrmBody"];
            /**
             * @description Pages of departments (部门).
             * @default /api/hrm/resful/getHrmdepartmentWithPage
             */
            departmentPath?: string;
            /**
             * @description What the key is made by.
             * @default md5
             */
            digest?: components["schemas"]["KeyDigest"];
            /**
             * @description How its digits are written.
             * @default upper
             */
            letters?: components["schemas"]["KeyCase"];
            /**
             * Format: int32
             * @description Rows of a page, 20 to 2,000.
             * @default 500
             */
            pageSize?: number;
            /**
             * @description Pages of persons (人员).
             * @default /api/hrm/resful/getHrmUserInfoWithPage
             */
            personPath?: string;
            /**
             * @description Where it stands.
             * @default field
             */
            place?: components["schemas"]["KeyPlace"];
            /**
             * @description Pages of posts (岗位).
             * @default /api/hrm/resful/getJobtitleInfoWithPage
             */
            postPath?: string;
            /**
             * @description When it is read by itself.
             * @default {
             *       "cron": "0 30 3 * * *",
             *       "enabled": false,
             *       "extent": "whole"
             *     }
             */
            schedule?: components["schemas"]["SynchronisationSchedule"];
            /**
             * @description Pages of subsidiaries (分部).
             * @default /api/hrm/resful/getHrmsubcompanyWithPage
             */
            subsidiaryPath?: string;
        };
        /** @description A part-time identity. */
        Identity: {
            /** @description Still in force. */
            active: boolean;
            /** @description Id of the row. */
            id: components["schemas"]["PersonId"];
            /** @description Where, by name. */
            place: components["schemas"]["PersonPlace"];
        };
        /** @description Settings of the installation. */
        Installation: {
            /**
             * @description 分权: while it is on, a target can be tied to a subsidiary or a department (row T4).
             * @default false
             */
            decentralized?: boolean;
            /** @default null */
            eBridge?: components["schemas"]["EBridge"] | null;
            /**
             * @description 租户key, for push addresses that carry it.
             * @default
             */
            tenantKey?: string;
        };
        /** @description How fast events come in. */
        IntakeRate: {
            /**
             * Format: double
             * @description Over the last ten seconds.
             */
            eventsPerSecond: number;
        };
        /** @description Whether an item would pass. */
        InterceptionAnswer: {
            /** @description No rule stops it. */
            passes: boolean;
            /** @description The rule that stops it, in words. */
            rule?: string | null;
            /** @description What each tab says, up to the one that stops it. */
            verdicts: components["schemas"]["Verdict"][];
        };
        /** @description Interception (拦截设置, rows I1 to I4); lets everything through by default. */
        InterceptionRules: {
            /**
             * @description 业务拦截
             * @default {
             *       "mode": "none",
             *       "rules": []
             *     }
             */
            business?: components["schemas"]["BusinessRules"];
            /**
             * @description 人员拦截
             * @default {
             *       "members": [],
             *       "mode": "all"
             *     }
             */
            persons?: components["schemas"]["PersonRules"];
            /**
             * @description 流程拦截
             * @default {
             *       "ids": [],
             *       "mode": "all"
             *     }
             */
            workflows?: components["schemas"]["WorkflowRules"];
            /**
             * @description 流程类型分组拦截
             * @default {
             *       "ids": []
             *     }
             */
            workflowTypes?: components["schemas"]["WorkflowTypeRules"];
        };
        /** @description An item that rules are tried on. */
        InterceptionTrial: {
            /** @description 业务数据状态 */
            businessState?: string;
            /** @description 数据集合 */
            dataSet?: components["schemas"]["DataSet"];
            /** @description 接收人, or the part-time identity that the item was sent to. */
            person: components["schemas"]["PersonId"];
            /** @description As the form has them. */
            rules: components["schemas"]["InterceptionRules"];
            /** @description 流程 */
            workflowId: components["schemas"]["WorkflowId"];
            workflowTypeId?: components["schemas"]["WorkflowTypeId"] | null;
        };
        /**
         * @description How the key's digits are written.
         * @enum {string}
         */
        KeyCase: "upper" | "lower";
        /**
         * @description What the key of the organisation's interface is made by.
         * @enum {string}
         */
        KeyDigest: "md5" | "sm3";
        /**
         * @description Where the key stands.
         * @enum {string}
         */
        KeyPlace: "field" | "headers";
        /**
         * @description In which language a channel speaks.
         * @enum {string}
         */
        Language: "zh" | "en";
        /** @description Milliseconds from planning to the answer. */
        Latency: {
            /**
             * Format: double
             * @description Half of the deliveries took at most this long.
             */
            p50: number;
            /**
             * Format: double
             * @description 99 of 100 took at most this long.
             */
            p99: number;
        };
        /** @description The addresses under which the receiver's users open the item (rows A1 to A4). */
        Links: {
            /** @description 自适应地址 */
            adaptive: string;
            /** @description APP地址 */
            app: string;
            /** @description PC地址 */
            pc: string;
        };
        /**
         * @description Which of the two kinds of lists of persons.
         * @enum {string}
         */
        ListKind: "group" | "role";
        /**
         * @description How a list of rules is read.
         * @enum {string}
         */
        ListMode: "all" | "allow" | "deny";
        /** @description The data of each kind of frame. */
        LiveData: components["schemas"]["Rows"] | components["schemas"]["Pulses"] | components["schemas"]["BreakerNews"];
        /** @description What an import does, or did. */
        MappingImported: {
            /**
             * Format: int32
             * @description New rows.
             */
            added: number;
            /** @description Whether it was done. */
            applied: boolean;
            /**
             * Format: int32
             * @description Rows with another value.
             */
            changed: number;
            /**
             * Format: int32
             * @description Rows that are taken out.
             */
            removed: number;
            /**
             * Format: int32
             * @description Rows that are as they were.
             */
            same: number;
            /** @description The first changes of each kind. */
            shown: components["schemas"]["ChangedRow"][];
            /** @description The first of them. */
            shownWrong: components["schemas"]["WrongCell"][];
            /**
             * Format: int32
             * @description Persons that the organisation does not know; their rows count all the same.
             */
            unknown: number;
            /**
             * Format: int32
             * @description How many cells are wrong.
             */
            wrong: number;
        };
        /** @description One row of a mapping table with the person's name. */
        MappingRow: {
            /** @description 姓名; nothing for one that the organisation does not know. */
            name?: string | null;
            /** @description OA person id. */
            person: components["schemas"]["PersonId"];
            /** @description What the receiver knows the person by. */
            value: string;
        };
        /** @description One member of a person list (row I1). */
        Member: {
            /** @description Empty for `everyone`. */
            id?: string;
            /** @description For departments and subsidiaries: with all that lies below. */
            includeBelow?: boolean;
            /** @description What `id` is the id of. */
            kind: components["schemas"]["MemberKind"];
        };
        /**
         * @description What a member of a person list names.
         * @enum {string}
         */
        MemberKind: "person" | "department" | "subsidiary" | "group" | "role" | "post" | "everyone";
        /**
         * Format: int64
         * @description One message of an alert channel.
         */
        MessageId: number;
        /**
         * @description What became of a message.
         * @enum {string}
         */
        MessageState: "waiting" | "sent" | "givenUp";
        /**
         * @description How the two sides differ.
         * @enum {string}
         */
        Mismatch: "missing" | "leftOver" | "untold" | "unknown";
        /** @description A script to be kept as a new version. */
        NewAdapter: {
            /** @description 实现类: words of letters, digits and underscores, joined by dots. */
            class: string;
            /** @description The script. */
            source: string;
        };
        /** @description What a person wants done. */
        NewRun: {
            filter?: components["schemas"]["DeliveryFilter"] | null;
            /** @description Re-push and deletion: these rows, at most a thousand. */
            ids?: number[] | null;
            /** @description What to do. */
            kind: components["schemas"]["RunKind"];
            /**
             * Format: int64
             * @description Compensation and clean-up: of which target.
             */
            targetId?: number | null;
        };
        /** @description How much is to be read. */
        NewSynchronisation: {
            /** @description Take the result even when half of the people would be gone. */
            acceptLoss?: boolean;
            /** @description All, or what was changed since the last time; the first one reads all. */
            extent?: components["schemas"]["Extent"];
        };
        /** @description Tasks as they are asked for: one for each target. */
        NewTasks: components["schemas"]["TaskOrder"] & {
            /** @description Now, or when somebody starts it. */
            start: boolean;
            /** @description Where to; at least one. */
            targetIds: components["schemas"]["TargetId"][];
        };
        /** @description A token that was just made; its text is shown this once. */
        NewToken: {
            /**
             * Format: int64
             * @description Given by the store.
             */
            id: number;
            /** @description What the operator called it. */
            name: string;
            /** @description What it may be used for. */
            scopes: components["schemas"]["Scope"][];
            /** @description The token itself. */
            token: string;
        };
        /** @description Templates to be put in. */
        NewWorkflows: {
            /** @description Each takes the place of the one with its id. */
            workflows: components["schemas"]["Workflow"][];
        };
        /** @description What came of each step, in their order. */
        OaCheck: {
            /** @description Each step, also those that were not done. */
            steps: components["schemas"]["CheckStep"][];
        };
        /** @description What is to be tried. */
        OaCheckQuestion: {
            /** @default null */
            connection?: components["schemas"]["OaConnection"] | null;
        };
        /** @description How the OA's own interfaces are reached. */
        OaConnection: {
            /** @description 应用编号, as the OA has it registered; empty while only the organisation is read. */
            appId?: string;
            /** @description 客户端公钥: any text to most servers. */
            clientPublicKey?: string;
            /** @description The organisation's interface. */
            hrm?: components["schemas"]["HrmOptions"];
            /** @description Patience. */
            patience?: components["schemas"]["Patience"];
            /** @description HTTP proxy on the way, `http://host:port`. */
            proxy?: string | null;
            /** @description `tokenSeed`, written as text and read as `{"secret":true,"set":true}`. */
            secrets?: Record<string, never>;
            /** @description OA 地址 */
            server: components["schemas"]["ServerAddress"];
            /** @description The token sign-on. */
            signOn?: components["schemas"]["SignOnOptions"];
            /** @description TLS towards the OA. */
            tls?: components["schemas"]["TlsOptions"];
            /** @description OA person id that calls are made as where no other is named. */
            userId?: string;
            /** @description The workflow interface. */
            workflow?: components["schemas"]["WorkflowOptions"];
        };
        /**
         * @description What stands in the way, told apart by who can mend it.
         * @enum {string}
         */
        OaFaultKind: "notConfigured" | "unreachable" | "unreadable" | "token" | "keys" | "application" | "person" | "refused";
        /** @description The OA's connection as it is set. */
        OaView: {
            /** @description A connection as it is before anything is set: the address empty, all else as it is by default. */
            blank: components["schemas"]["OaConnection"];
            connection?: components["schemas"]["OaConnection"] | null;
            /** @description Names of headers as servers have them. */
            headerPresets: components["schemas"]["HeaderPresets"];
            /** @description Why it cannot be used, such as a secret store that cannot be read. */
            problem?: string | null;
            /**
             * Format: date-time
             * @description When it was set.
             */
            updatedAt?: string | null;
        };
        /**
         * @description What kind of thing it was done to.
         * @enum {string}
         */
        ObjectKind: "target" | "pushAddress" | "adapter" | "directory" | "group" | "role" | "personMapping" | "settings" | "token" | "catalogue" | "alertChannel" | "backup" | "oa";
        /** @description One opening of a breaker, with the names of the source document. */
        Opening: {
            /** @description The first failure, in words. */
            cause: string;
            /**
             * Format: date-time
             * @description 熔断时间
             */
            createTime: string;
            /**
             * Format: int64
             * @description How many deliveries were held when it recovered.
             */
            held: number;
            /** @description Which opening. */
            id: components["schemas"]["OpeningId"];
            /**
             * Format: date-time
             * @description 熔断恢复时间; nothing while it is open.
             */
            recoverTime?: string | null;
            /** @description Whose breaker. */
            targetId: components["schemas"]["TargetId"];
        };
        /**
         * Format: int64
         * @description One opening of a breaker, a row of `iut_send_fuse_recovery`.
         */
        OpeningId: number;
        /** @description 所属机构: the subsidiary or department that a target belongs to (row T4). */
        Organization: {
            /** @description Id of the subsidiary or department. */
            id: string;
            /** @description What `id` is the id of. */
            kind: components["schemas"]["UnitKind"];
        };
        /** @description The whole engine, as it is doing now and in the last five minutes. */
        Overview: {
            /**
             * Format: date-time
             * @description When this was true.
             */
            at: string;
            /** @description How fast events come in. */
            intake: components["schemas"]["IntakeRate"];
            /** @description One point a second, oldest first, at most 300. */
            series: components["schemas"]["Point"][];
            /** @description Every target. */
            targets: components["schemas"]["Pulse"][];
        };
        /** @description How fast a task may go. */
        PaceLimit: {
            /**
             * Format: int32
             * @description At most so many in a second, 1 to 10,000; null: no limit of its own.
             */
            perSecond?: number | null;
        };
        /** @description One page of a list that pages by key. */
        Page_AlertMessage: {
            /** @description The rows, in the list's order. */
            items: {
                /**
                 * Format: int64
                 * @description How many alerts it tells of.
                 */
                alerts: number;
                /** @description By which channel; it may be gone. */
                channelId: components["schemas"]["ChannelId"];
                /** @description As it was called then. */
                channelName: string;
                /**
                 * Format: date-time
                 * @description When it was made.
                 */
                createdAt: string;
                /**
                 * Format: date-time
                 * @description When it was taken or given up.
                 */
                finishedAt?: string | null;
                /** @description Which one. */
                id: components["schemas"]["MessageId"];
                /**
                 * Format: date-time
                 * @description When it is tried again.
                 */
                nextTryAt?: string | null;
                /** @description Who was told at the last try, in words. */
                recipients: string;
                /** @description Why it was not taken, or not by all. */
                remark?: string | null;
                /** @description What became of it. */
                state: components["schemas"]["MessageState"];
                /** @description One line. */
                subject: string;
                /** @description Any number of lines. */
                text: string;
                /**
                 * Format: int32
                 * @description How often it was tried.
                 */
                tries: number;
            }[];
            /** @description Give this as `after` to go on; nothing when the list has ended. */
            next?: string | null;
        };
        /** @description One page of a list that pages by key. */
        Page_AuditEntry: {
            /** @description The rows, in the list's order. */
            items: {
                /** @description What was done. */
                action: components["schemas"]["Action"];
                /** @description Who. */
                actor: string;
                /** @description As it became. */
                after?: unknown;
                /**
                 * Format: date-time
                 * @description When.
                 */
                at: string;
                /** @description As it was. */
                before?: unknown;
                /**
                 * Format: int64
                 * @description Grows with time.
                 */
                id: number;
                /** @description To what kind of thing. */
                kind: components["schemas"]["ObjectKind"];
                /** @description Its id. */
                objectId: string;
                /** @description What it was called then. */
                objectName: string;
            }[];
            /** @description Give this as `after` to go on; nothing when the list has ended. */
            next?: string | null;
        };
        /** @description One page of a list that pages by key. */
        Page_DeliveryItem: {
            /** @description The rows, in the list's order. */
            items: {
                /**
                 * Format: int32
                 * @description Attempts so far.
                 */
                attempts: number;
                /** @description A to-do that the OA never sent. */
                backfilled: boolean;
                /** @description 业务数据状态 */
                businessState: string;
                /**
                 * Format: date-time
                 * @description When it was planned.
                 */
                createdAt: string;
                /** @description 创建人 */
                creator: string;
                /** @description Her name, where the directory knows her. */
                creatorName?: string | null;
                /** @description 数据集合, as it is sent. */
                dataSet: components["schemas"]["DataSet"];
                /** @description Which event it stands for. */
                eventId: components["schemas"]["EventId"];
                /**
                 * Format: date-time
                 * @description When it got its final result.
                 */
                finishedAt?: string | null;
                /** @description Which delivery. */
                id: components["schemas"]["DeliveryId"];
                /** @description What the receiving system knows the receiver by. */
                mappedReceiver?: string | null;
                /** @description The reason in words. */
                reason?: string | null;
                /** @description Stable code of the reason. */
                reasonCode?: string | null;
                /** @description 接收人 */
                receiver: string;
                /** @description Her name, where the directory knows her. */
                receiverName?: string | null;
                /** @description 流程ID */
                requestId: string;
                /** @description 流程标题 */
                requestName: string;
                /** @description 推送状态 */
                status: components["schemas"]["Status"];
                supersededBy?: components["schemas"]["DeliveryId"] | null;
                /** @description Whose. */
                targetId: components["schemas"]["TargetId"];
                /** @description 流程名称 */
                workflowName: string;
                /** @description 流程类型 */
                workflowTypeId: string;
            }[];
            /** @description Give this as `after` to go on; nothing when the list has ended. */
            next?: string | null;
        };
        /** @description One page of a list that pages by key. */
        Page_MappingRow: {
            /** @description The rows, in the list's order. */
            items: {
                /** @description 姓名; nothing for one that the organisation does not know. */
                name?: string | null;
                /** @description OA person id. */
                person: components["schemas"]["PersonId"];
                /** @description What the receiver knows the person by. */
                value: string;
            }[];
            /** @description Give this as `after` to go on; nothing when the list has ended. */
            next?: string | null;
        };
        /** @description One page of a list that pages by key. */
        Page_Opening: {
            /** @description The rows, in the list's order. */
            items: {
                /** @description The first failure, in words. */
                cause: string;
                /**
                 * Format: date-time
                 * @description 熔断时间
                 */
                createTime: string;
                /**
                 * Format: int64
                 * @description How many deliveries were held when it recovered.
                 */
                held: number;
                /** @description Which opening. */
                id: components["schemas"]["OpeningId"];
                /**
                 * Format: date-time
                 * @description 熔断恢复时间; nothing while it is open.
                 */
                recoverTime?: string | null;
                /** @description Whose breaker. */
                targetId: components["schemas"]["TargetId"];
            }[];
            /** @description Give this as `after` to go on; nothing when the list has ended. */
            next?: string | null;
        };
        /** @description One page of a list that pages by key. */
        Page_PersonRow: {
            /** @description The rows, in the list's order. */
            items: (components["schemas"]["Person"] & {
                /** @description Its part-time identities (兼职身份). */
                identities: components["schemas"]["Identity"][];
                /** @description Where it works, by name. */
                place: components["schemas"]["PersonPlace"];
            })[];
            /** @description Give this as `after` to go on; nothing when the list has ended. */
            next?: string | null;
        };
        /** @description One page of a list that pages by key. */
        Page_PersonWithoutValue: {
            /** @description The rows, in the list's order. */
            items: {
                /** @description 姓名; nothing for one that the organisation does not know. */
                name?: string | null;
                /** @description OA person id. */
                person: components["schemas"]["PersonId"];
            }[];
            /** @description Give this as `after` to go on; nothing when the list has ended. */
            next?: string | null;
        };
        /** @description One page of a list that pages by key. */
        Page_Run: {
            /** @description The rows, in the list's order. */
            items: {
                /** @description The name of a token, or of the door; empty for its schedule. */
                actor: string;
                /** @description Who began it. */
                cause: components["schemas"]["RunCause"];
                /** @description Why it could not go on, or a remark on what it did. */
                error?: string | null;
                /**
                 * Format: date-time
                 * @description When it ended.
                 */
                finishedAt?: string | null;
                /** @description Which run. */
                id: components["schemas"]["RunId"];
                /** @description What it does. */
                kind: components["schemas"]["RunKind"];
                /**
                 * Format: date-time
                 * @description When it began.
                 */
                startedAt: string;
                /** @description How far it is. */
                state: components["schemas"]["RunState"];
                /** @description What it has done so far. */
                tally: components["schemas"]["Tally"];
                targetId?: components["schemas"]["TargetId"] | null;
            }[];
            /** @description Give this as `after` to go on; nothing when the list has ended. */
            next?: string | null;
        };
        /** @description One page of a list that pages by key. */
        Page_Task: {
            /** @description The rows, in the list's order. */
            items: (components["schemas"]["Run"] & {
                /**
                 * Format: int64
                 * @description Rows, or for a real-time push persons, that it is done with; of `tally.total`.
                 */
                done: number;
                /** @description What it was asked for. */
                order: components["schemas"]["TaskOrder"];
                /** @description What has come of the deliveries that it put in line. */
                outcome: components["schemas"]["StatusCounts"];
                pace?: components["schemas"]["TaskPace"] | null;
            })[];
            /** @description Give this as `after` to go on; nothing when the list has ended. */
            next?: string | null;
        };
        /** @description One page of a list that pages by key. */
        Page_UnreadPerson: {
            /** @description The rows, in the list's order. */
            items: {
                /** @description Who. */
                person: components["schemas"]["PersonId"];
                /**
                 * Format: int64
                 * @description Where in the order of the run.
                 */
                position: number;
                /** @description Why. */
                reason: string;
            }[];
            /** @description Give this as `after` to go on; nothing when the list has ended. */
            next?: string | null;
        };
        /** @description Where a parameter's value comes from (参数值). */
        ParameterValue: {
            /** @enum {string} */
            kind: "fixed";
            /** @description The value itself. */
            text: string;
        } | {
            /** @enum {string} */
            kind: "systemVariable";
            /** @description Which one. */
            variable: components["schemas"]["SystemVariable"];
        } | {
            /** @enum {string} */
            kind: "systemParameter";
            /** @description Which one. */
            parameter: components["schemas"]["SystemParameter"];
        } | {
            /** @description Which key. */
            key: components["schemas"]["EBridgeKey"];
            /** @enum {string} */
            kind: "eBridge";
        };
        /**
         * @description What kind of value a parameter takes.
         * @enum {string}
         */
        ParamKind: "text" | "lines" | "flag" | "choice" | "number" | "url" | "pairs";
        /** @description One parameter or one wire setting of a push type. */
        ParamSpec: {
            /** @description The values of a choice; empty for all other kinds. */
            choices: components["schemas"]["Choice"][];
            default?: components["schemas"]["DefaultValue"] | null;
            /** @description What the operator should know before filling it in. */
            help: components["schemas"]["Texts"];
            /** @description What kind of value it takes. */
            kind: components["schemas"]["ParamKind"];
            /** @description What the form calls it. */
            label: components["schemas"]["Texts"];
            /** @description Name inside `params` or `protocol`; for parameters that of the S rows, verbatim. */
            name: string;
            /** @description Whether it must be given. */
            required: boolean;
            /** @description Whether its value is kept as a secret. */
            secret: boolean;
        };
        /** @description How one part of the organisation changes. */
        PartChange: {
            /**
             * Format: int32
             * @description Rows that were not there.
             */
            added: number;
            /**
             * Format: int32
             * @description Rows that are different.
             */
            changed: number;
            /**
             * Format: int32
             * @description Rows that are not there any more.
             */
            removed: number;
            /**
             * Format: int32
             * @description Rows that are as they were.
             */
            same: number;
            /** @description Ids and names of the first that are added, changed and removed. */
            shown: components["schemas"]["PartRow"][];
        };
        /** @description One row that changes. */
        PartRow: {
            /** @description What becomes of it. */
            change: components["schemas"]["RowChange"];
            /** @description Its id. */
            id: string;
            /** @description Its name. */
            name: string;
        };
        /** @description How many pass. */
        Passing: {
            /**
             * Format: int32
             * @description Those who pass.
             */
            passing: number;
            /**
             * Format: int32
             * @description All there are.
             */
            total: number;
        };
        /** @description Patience towards the OA, milliseconds. */
        Patience: {
            /**
             * Format: int32
             * @description For name, TCP and TLS.
             * @default 5000
             */
            connectTimeoutMs?: number;
            /**
             * Format: int32
             * @description For a whole answer.
             * @default 30000
             */
            responseTimeoutMs?: number;
        };
        /** @description 人员: a main account, or a part-time identity whose `mainAccount` names the main row. */
        Person: {
            /** @description Still working here. */
            active?: boolean;
            /** @description 证件号 */
            certificateNo?: string | null;
            /** @description 部门 */
            department?: string | null;
            /** @description 邮箱 */
            email?: string | null;
            /** @description 外部标识 */
            externalId?: string | null;
            /** @description Unique among persons. */
            id: components["schemas"]["PersonId"];
            /** @description 登录名 */
            loginId?: string | null;
            mainAccount?: components["schemas"]["PersonId"] | null;
            /** @description 手机 */
            mobile?: string | null;
            /** @description 姓名 */
            name: string;
            /** @description 岗位 */
            post?: string | null;
            /** @description 分部 */
            subsidiary?: string | null;
            /** @description 工号 */
            workCode?: string | null;
        };
        /** @description A person, for pickers. */
        PersonEntry: {
            /** @description Name of the department. */
            department?: string | null;
            /** @description OA person id. */
            id: components["schemas"]["PersonId"];
            /** @description 登录名 */
            loginId?: string | null;
            mainAccount?: components["schemas"]["PersonId"] | null;
            /** @description 姓名 */
            name: string;
        };
        /** @description A person row of the OA: a main account or a part-time identity (兼职身份). */
        PersonId: string;
        /**
         * @description Person conversion (人员转换关系): which identity of a person the receiver knows (row T6).
         * @enum {string}
         */
        PersonKey: "userId" | "loginId" | "workCode" | "mobile" | "email" | "certificateNo" | "externalId" | "mapping";
        /** @description 群组 or 角色: a named list of persons. */
        PersonList: {
            /** @description Unique among lists of its kind. */
            id: string;
            /** @description 名称 */
            name: string;
            /** @description Who is on it. */
            persons?: components["schemas"]["PersonId"][];
        };
        /** @description Name and members of a group or role. */
        PersonListBody: {
            /** @description 名称 */
            name: string;
            /** @description Who is on it. */
            persons?: string[];
        };
        /** @description A group or role without its members. */
        PersonListEntry: {
            /** @description Unique among lists of its kind. */
            id: string;
            /** @description Group or role. */
            kind: components["schemas"]["ListKind"];
            /** @description 名称 */
            name: string;
            /**
             * Format: int32
             * @description How many are on it.
             */
            persons: number;
        };
        /** @description One row of a target's mapping table. */
        PersonMapping: {
            /** @description The OA's person id. */
            person: components["schemas"]["PersonId"];
            /** @description What the receiver knows the person by. */
            value: string;
        };
        /** @description Where a person works, by name. */
        PersonPlace: {
            /** @description 部门 */
            department?: string | null;
            /** @description 岗位 */
            post?: string | null;
            /** @description 分部 */
            subsidiary?: string | null;
        };
        /** @description How the comparison went for one person. */
        PersonReconciled: {
            /**
             * Format: int64
             * @description All her to-dos at the receiver, where it says so.
             */
            inAll?: number | null;
            /** @description Her name, where the directory knows her. */
            name?: string | null;
            /** @description There is more than was looked at. */
            partly: boolean;
            /** @description Main account. */
            person: components["schemas"]["PersonId"];
            /** @description Why the receiver's side is not known. */
            problem?: string | null;
            /**
             * Format: int64
             * @description Requests of which the receiver should show her a to-do, by the log.
             */
            should: number;
            /**
             * Format: int64
             * @description To-dos of this source that the receiver says it shows her; nothing where it was not asked.
             */
            shown?: number | null;
        };
        /** @description A main account with all its posts. */
        PersonRow: components["schemas"]["Person"] & {
            /** @description Its part-time identities (兼职身份). */
            identities: components["schemas"]["Identity"][];
            /** @description Where it works, by name. */
            place: components["schemas"]["PersonPlace"];
        };
        /** @description Person interception (人员拦截). */
        PersonRules: {
            /**
             * @description Who is on the list.
             * @default []
             */
            members?: components["schemas"]["Member"][];
            /**
             * @description All, allow list or deny list.
             * @default all
             */
            mode?: components["schemas"]["ListMode"];
        };
        /** @description A person that events have named and for whom nothing could be sent. */
        PersonWithoutValue: {
            /** @description 姓名; nothing for one that the organisation does not know. */
            name?: string | null;
            /** @description OA person id. */
            person: components["schemas"]["PersonId"];
        };
        /**
         * @description Which part of its life a breaker is in.
         * @enum {string}
         */
        Phase: "closed" | "open" | "probing" | "draining";
        /** @description One second of the whole engine. */
        Point: {
            /**
             * Format: int64
             * @description Events taken in.
             */
            accepted: number;
            /**
             * Format: date-time
             * @description The second.
             */
            at: string;
            /**
             * Format: int64
             * @description Final results: failed.
             */
            failed: number;
            /**
             * Format: int64
             * @description Kept back by planning.
             */
            ignored: number;
            /**
             * Format: int64
             * @description Final results: no answer.
             */
            noAnswer: number;
            /**
             * Format: double
             * @description Milliseconds from planning to the answer, half of them.
             */
            p50Ms?: number | null;
            /**
             * Format: double
             * @description Milliseconds from planning to the answer, 99 of 100.
             */
            p99Ms?: number | null;
            /**
             * Format: int64
             * @description Final results: success.
             */
            success: number;
        };
        /** @description 岗位 */
        Post: {
            /** @description Unique among posts. */
            id: string;
            /** @description 名称 */
            name: string;
        };
        /** @description A post with how many hold it. */
        PostEntry: {
            /** @description Unique among posts. */
            id: string;
            /** @description 名称 */
            name: string;
            /**
             * Format: int32
             * @description Rows of persons that hold it.
             */
            persons: number;
        };
        /** @description The three addresses of one target's item. */
        PreviewedTarget: {
            links?: components["schemas"]["Links"] | null;
            /** @description What the receiving system knows the operator by; without it nothing would be sent. */
            mappedReceiver?: string | null;
            /** @description 系统名称 */
            name: string;
            /** @description Why nothing would be sent. */
            problem?: string | null;
            standard?: components["schemas"]["Links"] | null;
            /** @description Which target. */
            targetId: components["schemas"]["TargetId"];
        };
        /**
         * @description The document of a problem.
         * @example {
         *       "code": "INVALID_INPUT",
         *       "detail": "the input is not acceptable: /events/0/receiver must not be empty",
         *       "fields": [
         *         {
         *           "code": "REQUIRED",
         *           "message": "must not be empty",
         *           "path": "/events/0/receiver"
         *         }
         *       ],
         *       "status": 400,
         *       "title": "Bad Request",
         *       "traceId": "5f0c9a3b1d2e4f60",
         *       "type": "about:blank"
         *     }
         */
        Problem: {
            /** @description Stable code, upper snake case. */
            code: string;
            /** @description What happened, in an English sentence. */
            detail: string;
            /** @description Each wrong field of bad input. */
            fields?: components["schemas"]["FieldError"][];
            /**
             * Format: int32
             * @description The HTTP status.
             */
            status: number;
            /** @description The status in words. */
            title: string;
            /** @description Stands in the log beside all that this request did. */
            traceId: string;
            /** @description Always `about:blank`: `code` says which problem it is. */
            type: string;
        };
        /** @description One target, as it is doing now. */
        Pulse: {
            /** @description Why nothing can be sent, such as a secret that the keychain does not give. */
            blocked?: string | null;
            /** @description 熔断 */
            breaker: components["schemas"]["BreakerView"];
            /** @description Deliveries by status. */
            counts: components["schemas"]["StatusCounts"];
            /** @description 启用 */
            enabled: boolean;
            hold?: components["schemas"]["Hold"] | null;
            /** @description 标识 */
            identifier: string;
            /**
             * Format: int32
             * @description Requests that are out.
             */
            inFlight: number;
            latencyMs?: components["schemas"]["Latency"] | null;
            /** @description 系统名称 */
            name: string;
            /**
             * Format: date-time
             * @description When the oldest delivery that is still to be sent was planned.
             */
            oldestPendingAt?: string | null;
            /**
             * Format: double
             * @description Final results a second, over the last ten seconds.
             */
            perSecond: number;
            /** @description 推送类型 */
            pushType: components["schemas"]["PushType"];
            /** @description Which target. */
            targetId: components["schemas"]["TargetId"];
        };
        /** @description What the live stream says once a second. */
        Pulses: {
            /**
             * Format: date-time
             * @description When this was true.
             */
            at: string;
            /** @description How fast events come in. */
            intake: components["schemas"]["IntakeRate"];
            /** @description The last full second. */
            point: components["schemas"]["Point"];
            /** @description Every target. */
            targets: components["schemas"]["Pulse"][];
        };
        /** @description A push address (推送地址). */
        PushAddress: {
            /** @description 绑定应用系统 */
            bindings?: components["schemas"]["Binding"][];
            /** @description Off by default; a disabled one changes nothing. */
            enabled?: boolean;
            /** @description 名称 */
            name: string;
            /** @description 数据对应关系 */
            parameters?: components["schemas"]["AddressParameter"][];
            /** @description 地址前缀: `http://host/path` or `/path`; required while redirect is on. */
            prefix?: string;
            /** @description 重定向, off by default. */
            redirect?: boolean;
        };
        /**
         * @description Push type (推送类型).
         * @enum {string}
         */
        PushType: "ecology" | "e10" | "esb" | "landray" | "wisedu" | "landrayCleanup" | "custom";
        /** @description One push type (推送类型). */
        PushTypeSpec: {
            /** @description The scheme that a new target of this type starts with (row T5). */
            defaultScheme: components["schemas"]["Scheme"];
            /** @description What it speaks to. */
            description: components["schemas"]["Texts"];
            /** @description 实现类: shown when the type is chosen (row T7). */
            implementationClass: string;
            /** @description Its name. */
            name: components["schemas"]["Texts"];
            /** @description Parameters that every target of this type has (`params`). */
            params: components["schemas"]["ParamSpec"][];
            /** @description Wire details that sites differ in (`protocol`), each with a default. */
            protocol: components["schemas"]["ParamSpec"][];
            /** @description Which one. */
            pushType: components["schemas"]["PushType"];
        };
        /** @description How far rules reach. */
        Reach: {
            /**
             * @description For each member of the person list, in its order: how many rows of persons it names; nothing for one that the
             *     organisation does not know.
             */
            members: (number | null)[];
            /** @description Main accounts that still work here, as receivers of items. */
            people: components["schemas"]["Passing"];
            /** @description Templates that events or an operator have named. */
            workflows: components["schemas"]["Passing"];
        };
        /**
         * @description By what a channel knows its recipients.
         * @enum {string}
         */
        Reaches: "nobody" | "email" | "mobile" | "mention" | "key";
        /** @description Rules whose reach is asked for. */
        ReachQuestion: {
            /** @description As the form has them. */
            rules: components["schemas"]["InterceptionRules"];
        };
        /** @description What a real-time push takes from the OA's lists; what names nothing does not narrow. */
        RealTimeConditions: {
            /**
             * Format: date
             * @description 流程创建时间: from this day.
             * @default null
             */
            createdFrom?: string | null;
            /**
             * Format: date
             * @description To this day, with it.
             * @default null
             */
            createdTo?: string | null;
            /**
             * @description 创建人
             * @default []
             */
            creators?: string[];
            /**
             * @description To-dos, dones, or both.
             * @default []
             */
            dataSets?: components["schemas"]["DataSet"][];
            /**
             * @description 接收人: main accounts, each with its part-time identities; nobody named: all who work here.
             * @default []
             */
            receivers?: components["schemas"]["PersonId"][];
            /**
             * @description 流程ID
             * @default []
             */
            requestIds?: string[];
            /** @default null */
            unreadOf?: components["schemas"]["RunId"] | null;
            /**
             * @description 流程类型
             * @default []
             */
            workflowTypeIds?: string[];
        };
        /** @description How much a real-time push would take, as far as was counted. */
        RealTimeCount: {
            /**
             * Format: int64
             * @description Of those, how many this part has asked about.
             */
            asked: number;
            /** @description What the OA said to the first of them. */
            fault?: string | null;
            /**
             * Format: int64
             * @description Items on their lists, as the OA counts them: about as many are pushed.
             */
            items: number;
            /**
             * Format: int64
             * @description Give this as `after` to count on; nothing when all are counted.
             */
            next?: number | null;
            /**
             * Format: int64
             * @description Persons and identities that are asked about in all.
             */
            persons: number;
            /**
             * Format: int64
             * @description Those whose lists could not be counted.
             */
            unread: number;
        };
        /** @description What a real-time push would take: how much is there. */
        RealTimeCounting: {
            /**
             * Format: int64
             * @description `next` of the part before.
             */
            after?: number | null;
            /** @description What it takes. */
            conditions: components["schemas"]["RealTimeConditions"];
        };
        /** @description A batch is on disk. */
        Receipt: {
            /**
             * Format: int64
             * @description Events taken now; those taken the first time when it is a duplicate.
             */
            accepted: number;
            /** @description The sender's id. */
            batchId: string;
            /** @description The batch had been taken before; nothing was done now. */
            duplicate: boolean;
        };
        /** @description 提醒对象 */
        Recipients: {
            /**
             * @description 人员: main accounts.
             * @default []
             */
            persons?: components["schemas"]["PersonId"][];
            /**
             * @description 角色: ids of roles; each holder is told once, at the main account.
             * @default []
             */
            roles?: string[];
        };
        /** @description What the two sides come to. */
        Reconciliation: {
            /** @description What differs. */
            differences: components["schemas"]["Divergence"][];
            /** @description Give this as `after` to go on; nothing when all was looked at. */
            next?: string | null;
            /** @description How it went for each person that was named. */
            persons: components["schemas"]["PersonReconciled"][];
        };
        /** @description Whose to-dos are compared. */
        ReconciliationQuestion: {
            /** @description `next` of the part before. */
            after?: string | null;
            /** @description Of these persons, at most fifty; empty: of everybody, by the log alone. */
            persons?: components["schemas"]["PersonId"][];
        };
        /** @description One running instance of a workflow (流程ID). */
        RequestId: string;
        /** @description What came of putting a backup back at a start. */
        RestoreOutcome: {
            /**
             * Format: date-time
             * @description When it was done.
             */
            at: string;
            /** @description Name of the backup. */
            backup: string;
            /** @description Why the store is still the one before; nothing when it was put back. */
            error?: string | null;
            /** @description Targets that are held since then, until a person releases them. */
            held: number;
            /** @description Where the store is that was replaced. */
            replacedStoreIn?: string | null;
        };
        /**
         * @description What becomes of one row.
         * @enum {string}
         */
        RowChange: "added" | "changed" | "removed";
        /** @description Data of a `deliveries` frame. */
        Rows: {
            /** @description New or changed deliveries, the newest last. */
            items: components["schemas"]["DeliveryItem"][];
            /**
             * Format: int64
             * @description How many were left out since the last frame, at least.
             */
            skipped: number;
        };
        /** @description One run. */
        Run: {
            /** @description The name of a token, or of the door; empty for its schedule. */
            actor: string;
            /** @description Who began it. */
            cause: components["schemas"]["RunCause"];
            /** @description Why it could not go on, or a remark on what it did. */
            error?: string | null;
            /**
             * Format: date-time
             * @description When it ended.
             */
            finishedAt?: string | null;
            /** @description Which run. */
            id: components["schemas"]["RunId"];
            /** @description What it does. */
            kind: components["schemas"]["RunKind"];
            /**
             * Format: date-time
             * @description When it began.
             */
            startedAt: string;
            /** @description How far it is. */
            state: components["schemas"]["RunState"];
            /** @description What it has done so far. */
            tally: components["schemas"]["Tally"];
            targetId?: components["schemas"]["TargetId"] | null;
        };
        /**
         * @description Who began it.
         * @enum {string}
         */
        RunCause: "schedule" | "scheduler" | "person";
        /** @description One run, and what has become of the deliveries that it chose or sent again. */
        RunDetail: components["schemas"]["Run"] & {
            /** @description Its deliveries by their status of now. */
            outcome: components["schemas"]["StatusCounts"];
        };
        /**
         * Format: int64
         * @description One run of a job over the push log.
         */
        RunId: number;
        /**
         * @description What a run does.
         * @enum {string}
         */
        RunKind: "compensation" | "cleanup" | "repush" | "deletion" | "synchronisation" | "historyPush" | "realTimePush";
        /**
         * @description How far it is.
         * @enum {string}
         */
        RunState: "choosing" | "running" | "done" | "stopped" | "failed" | "initialised" | "paused" | "cleaning";
        /** @description What a target for a receiver is set up with, in the words of a target. */
        SandboxAccount: {
            /** @description `host:port` of the server address; the scheme is http. */
            authority: string;
            /** @description 人员转换关系 */
            personKey: string;
            /** @description 推送类型 */
            pushType: string;
            /** @description Parameters and wire details, by name. */
            values: components["schemas"]["SandboxAccountValue"][];
        };
        /** @description One parameter of a target. */
        SandboxAccountValue: {
            /** @description Its name in `params` or `protocol`. */
            name: string;
            /** @description What to write there. */
            value: string;
        };
        /** @description An act. */
        SandboxAct: {
            action: components["schemas"]["SandboxAction"];
            /** @description OA person id of who acts; the first one that the request waits for where it is left out. */
            person?: string | null;
        };
        /** @description What an act caused. */
        SandboxActed: {
            /**
             * Format: int32
             * @description How many events.
             */
            events: number;
            requestId: string;
        };
        /**
         * @description What is done to a request.
         * @enum {string}
         */
        SandboxAction: "approve" | "return" | "forward" | "copy" | "close" | "delete";
        /** @description One wrong field. */
        SandboxFieldError: {
            /** @description Stable code, upper snake case. */
            code: string;
            /** @description English sentence. */
            message: string;
            /** @description JSON pointer into the body, or the name of a query parameter after a slash. */
            path: string;
        };
        /** @description The OA's own interfaces. */
        SandboxInterface: {
            /** @description Where they listen, what arrived there, and the trouble that they are in. */
            door: components["schemas"]["SandboxReceiver"];
            /**
             * Format: int64
             * @description Tokens given out.
             */
            issued: number;
            /**
             * Format: int64
             * @description Registrations and applications that were refused.
             */
            refused: number;
            /**
             * Format: int64
             * @description Registrations of applications.
             */
            registered: number;
            /**
             * Format: int64
             * @description Calls with a token or an operator that is not good.
             */
            turnedAway: number;
            /** @description Whether the list of persons grows while it is read page by page. */
            unsteady: boolean;
        };
        /** @description Something happens. */
        SandboxInterfaceAct: {
            /** @description What. */
            action: components["schemas"]["SandboxInterfaceAction"];
            /** @description Who leaves or moves; somebody where it is left out. */
            person?: string | null;
        };
        /** @description What came of it. */
        SandboxInterfaceActed: {
            /** @description The interfaces afterwards. */
            interface: components["schemas"]["SandboxInterface"];
            /** @description To whom it happened. */
            person?: string | null;
        };
        /**
         * @description What happens.
         * @enum {string}
         */
        SandboxInterfaceAction: "forgetTokens" | "replaceKeys" | "join" | "leave" | "transfer";
        /** @description Settings of the OA's interfaces. */
        SandboxInterfaceSettings: {
            /** @description Whether the list of persons grows while it is read page by page. */
            unsteady: boolean;
        };
        /** @description An item that a person now sees at a receiver. */
        SandboxItem: {
            creatorName: string;
            link: string;
            nodeName: string;
            receivedAt: string;
            requestId: string;
            title: string;
            unread: boolean;
            workflowName: string;
        };
        /** @description Items. */
        SandboxItems: {
            /** @description Last change first. */
            items: components["schemas"]["SandboxItem"][];
        };
        /** @description A raw message. */
        SandboxMessage: {
            at: string;
            operation: string;
            /** @description OA person id */
            person?: string | null;
            /** @description The body, or the query where there is no body, cut at 8 KiB. */
            request: string;
            requestId?: string | null;
            /** @description The body that was sent, cut at 8 KiB. */
            response: string;
            verdict: components["schemas"]["SandboxVerdict"];
        };
        /** @description Messages. */
        SandboxMessages: {
            /** @description Newest first, at most 50. */
            items: components["schemas"]["SandboxMessage"][];
        };
        /** @description A name in both languages. */
        SandboxName: {
            en: string;
            zh: string;
        };
        /** @description Which request to start; what is left out is rolled. */
        SandboxNewRequest: {
            /** @description OA person id */
            creator?: string | null;
            workflowId?: string | null;
        };
        /** @description The simulated OA. */
        SandboxOa: {
            /**
             * Format: int64
             * @description Batches that the intake called wrong.
             */
            batchesRefused: number;
            /**
             * Format: int64
             * @description Batches that the intake has taken.
             */
            batchesSent: number;
            /**
             * Format: double
             * @description Pace, 0.1 to 500.
             */
            eventsPerSecond: number;
            /**
             * Format: int64
             * @description Events that the intake has taken.
             */
            eventsSent: number;
            /** Format: int64 */
            finishedRequests: number;
            /** @description Why the intake does not take batches now, or why it refused the last one that it refused. */
            lastError?: string | null;
            openRequests: number;
            /** @description Person rows, part-time identities included. */
            persons: number;
            /** @description Whether people act by themselves. */
            running: boolean;
            /** @description Workflow templates. */
            workflows: number;
        };
        /** @description Whether the OA walks, and how fast. */
        SandboxOaSettings: {
            /**
             * Format: double
             * @description 0.1 to 500
             */
            eventsPerSecond: number;
            running: boolean;
        };
        /** @description A person as a receiver knows them. */
        SandboxPerson: {
            /** @description Done and closed items. */
            dones: number;
            name: string;
            /** @description OA person id */
            person: string;
            todos: number;
        };
        /** @description Persons of a receiver. */
        SandboxPersons: {
            /** @description Most to-dos first, at most 100. */
            items: components["schemas"]["SandboxPerson"][];
        };
        /** @description A refused call (RFC 9457). */
        SandboxProblem: {
            /** @description Stable code, upper snake case. */
            code: string;
            detail: string;
            fields?: components["schemas"]["SandboxFieldError"][];
            /** Format: int32 */
            status: number;
            title: string;
            type: string;
        };
        /** @description A simulated receiver. */
        SandboxReceiver: {
            /**
             * Format: int64
             * @description Those answered as taken.
             */
            accepted: number;
            /** @description `http://127.0.0.1:PORT` */
            address: string;
            /** @description `ecology`, `landray`, `e10`, `esb`, `wisedu` or `portal` */
            id: string;
            name: components["schemas"]["SandboxName"];
            /**
             * Format: int64
             * @description Messages that arrived.
             */
            received: number;
            /**
             * Format: int64
             * @description Those refused, or lost to a trouble.
             */
            refused: number;
            signOns?: components["schemas"]["SandboxSignOns"] | null;
            /** @description To-dos of everybody. */
            todosNow: number;
            trouble: components["schemas"]["SandboxTrouble"];
        };
        /** @description An open request. */
        SandboxRequest: {
            createdAt: string;
            /** @description OA person id */
            creator: string;
            creatorName: string;
            nodeName: string;
            requestId: string;
            requestName: string;
            /** @description Those of the present node first. */
            waitingFor: components["schemas"]["SandboxWaiting"][];
            workflowName: string;
        };
        /** @description Open requests. */
        SandboxRequests: {
            /** @description Newest first. */
            items: components["schemas"]["SandboxRequest"][];
        };
        /** @description How often callers signed on at a receiver since it was started. */
        SandboxSignOns: {
            /**
             * Format: int64
             * @description Codes given out.
             */
            authorized: number;
            /**
             * Format: int64
             * @description Access tokens given for a code.
             */
            issued: number;
            /**
             * Format: int64
             * @description Access tokens given for a refresh token.
             */
            refreshed: number;
            /**
             * Format: int64
             * @description Steps of a sign-on that were refused.
             */
            refused: number;
            /**
             * Format: int64
             * @description How long an access token works that is issued now.
             */
            tokenSeconds: number;
            /**
             * Format: int64
             * @description Messages with an access token that is unknown or over.
             */
            turnedAway: number;
        };
        /** @description A request that was started. */
        SandboxStartedRequest: {
            requestId: string;
            requestName: string;
            waitingFor: components["schemas"]["SandboxWaiting"][];
        };
        /** @description The whole sandbox. */
        SandboxStatus: {
            /** @description Its own interfaces. */
            interface: components["schemas"]["SandboxInterface"];
            /** @description The simulated OA. */
            oa: components["schemas"]["SandboxOa"];
            /** @description The simulated receivers. */
            receivers: components["schemas"]["SandboxReceiver"][];
        };
        /** @description The trouble of a receiver. */
        SandboxTrouble: {
            /**
             * Format: int64
             * @description Delay of an answer while the kind is `slow`.
             */
            delayMs: number;
            kind: components["schemas"]["SandboxTroubleKind"];
        };
        /**
         * @description What is wrong with a receiver.
         * @enum {string}
         */
        SandboxTroubleKind: "none" | "down" | "slow" | "refuse" | "htmlError" | "garbage" | "cut";
        /** @description A trouble to set. */
        SandboxTroubleSetting: {
            /**
             * Format: int64
             * @description 0 to 120,000; the present value where it is left out, which is 3,000 at the start.
             */
            delayMs?: number | null;
            kind: components["schemas"]["SandboxTroubleKind"];
            /**
             * Format: int64
             * @description 1 to 86,400: how long access tokens work that the receiver issues from now on; the present value where it is
             *     left out, which is 7,200 at the start. Only for receivers with a sign-on.
             */
            tokenSeconds?: number | null;
        };
        /**
         * @description What a receiver made of a message.
         * @enum {string}
         */
        SandboxVerdict: "accepted" | "stale" | "refused" | "answered" | "trouble";
        /** @description A person that a request waits for. */
        SandboxWaiting: {
            name: string;
            /** @description OA person id */
            person: string;
        };
        /** @description The answer to an outside scheduler, in the shape that it knows. */
        SchedulerAnswer: {
            /**
             * Format: int32
             * @description 0: done.
             */
            code: number;
            /** @description The runs that were begun; those that were under way already are not among them. */
            data: components["schemas"]["Run"][];
            /** @description Empty, or why not. */
            msg: string;
        };
        /**
         * @description `http` or `https`.
         * @enum {string}
         */
        Scheme: "http" | "https";
        /**
         * @description What a token may be used for.
         * @enum {string}
         */
        Scope: "console" | "intake" | "iwork" | "iwork:retry" | "scheduler";
        /** @description A script to be looked at. */
        ScriptBody: {
            /** @description The script. */
            source: string;
        };
        /**
         * @description One of the two stores.
         * @enum {string}
         */
        SecretStoreKind: "keychain" | "encryptedFile";
        /** @description Which store it is and why, for the operator. */
        SecretStoreStatus: {
            /** @description In words: where it is, and why it was chosen. */
            detail: string;
            /** @description Which store. */
            kind: components["schemas"]["SecretStoreKind"];
            /** @description What opens it. */
            unlockedBy: components["schemas"]["UnlockedBy"];
        };
        /** @description Server address (服务端地址, row T5). */
        ServerAddress: {
            /** @description `host` or `host:port`; IPv6 in brackets. */
            authority: string;
            /** @description Put before every path of the suite; empty, or begins with a slash and does not end with one. */
            basePath?: string;
            /** @description `http` or `https` */
            scheme: components["schemas"]["Scheme"];
        };
        /** @description The token sign-on. */
        SignOnOptions: {
            /**
             * @description Where a token is applied for.
             * @default /api/ec/dev/auth/applytoken
             */
            applyTokenPath?: string;
            /**
             * @description Names of its headers.
             * @default {
             *       "appId": "appid",
             *       "clientPublicKey": "cpk",
             *       "secret": "secret",
             *       "time": "time",
             *       "token": "token",
             *       "userId": "userid"
             *     }
             */
            headers?: components["schemas"]["HeaderNames"];
            /**
             * Format: int32
             * @description So long before its end a token is replaced.
             * @default 60
             */
            refreshAheadSeconds?: number;
            /**
             * @description Where an application registers itself.
             * @default /api/ec/dev/auth/regist
             */
            registerPath?: string;
            /**
             * Format: int32
             * @description Life of a token, as it is applied for.
             * @default 3600
             */
            ttlSeconds?: number;
        };
        /** @description Special data (特殊数据处理, rows X1 and X2); both off by default. */
        SpecialData: {
            /**
             * @description 重复数据过滤
             * @default false
             */
            duplicateFilter?: boolean;
            /**
             * @description Row X1e: a done, closed or deleted item makes its key new again.
             * @default false
             */
            forgetWhenOver?: boolean;
            /**
             * @description 缺失数据补偿
             * @default false
             */
            missingBackfill?: boolean;
        };
        /**
         * @description A stage of planning, in the order in which they run.
         * @enum {string}
         */
        Stage: "workflowType" | "workflow" | "person" | "business" | "duplicateFilter" | "backfill" | "personConversion";
        /**
         * @description What a stage made of an event.
         * @enum {string}
         */
        StageOutcome: "passed" | "stopped" | "acted" | "notApplied";
        /**
         * @description Where a delivery stands.
         * @enum {string}
         */
        Status: "pending" | "success" | "failed" | "ignored" | "noAnswer" | "superseded";
        /** @description How many deliveries a target has, by status. */
        StatusCounts: {
            /**
             * Format: int64
             * @description 失败
             */
            failed: number;
            /**
             * Format: int64
             * @description 忽略
             */
            ignored: number;
            /**
             * Format: int64
             * @description 未返回
             */
            noAnswer: number;
            /**
             * Format: int64
             * @description 待推送
             */
            pending: number;
            /**
             * Format: int64
             * @description 成功
             */
            success: number;
            /**
             * Format: int64
             * @description 已被取代
             */
            superseded: number;
        };
        /**
         * @description A step on the way to a receiver.
         * @enum {string}
         */
        Step: "dns" | "tcp" | "tls" | "http" | "signOn";
        /**
         * @description What became of a step.
         * @enum {string}
         */
        StepOutcome: "ok" | "failed" | "skipped";
        /**
         * @description What came of a step.
         * @enum {string}
         */
        StepState: "passed" | "failed" | "skipped";
        /** @description A push address as it is stored. */
        StoredAddress: components["schemas"]["PushAddress"] & {
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /** @description Given by the store. */
            id: components["schemas"]["AddressId"];
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updatedAt: string;
        };
        /** @description A channel as it is stored. */
        StoredChannel: components["schemas"]["ChannelConfig"] & {
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /** @description Given by the store. */
            id: components["schemas"]["ChannelId"];
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updatedAt: string;
        };
        /** @description The shape of the organisation: all but the persons themselves. */
        Structure: {
            /** @description Groups first, then roles. */
            lists: components["schemas"]["PersonListEntry"][];
            /**
             * Format: int32
             * @description Main accounts that still work here.
             */
            people: number;
            /**
             * Format: int32
             * @description All rows of persons.
             */
            persons: number;
            /** @description 岗位 */
            posts: components["schemas"]["PostEntry"][];
            /** @description Subsidiaries first, then departments. */
            units: components["schemas"]["Unit"][];
        };
        /** @description 分部 */
        Subsidiary: {
            /** @description Unique among subsidiaries. */
            id: string;
            /** @description 名称 */
            name: string;
            /** @description The subsidiary above. */
            parent?: string | null;
        };
        /** @description When the organisation is read by itself. */
        SynchronisationSchedule: {
            /**
             * @description Six fields, seconds first.
             * @default 0 30 3 * * *
             */
            cron?: string;
            /**
             * @description Off by default.
             * @default false
             */
            enabled?: boolean;
            /**
             * @description How much is read.
             * @default whole
             */
            extent?: components["schemas"]["Extent"];
        };
        /** @description What runs here. */
        System: {
            /** @description Where the data is. */
            dataDirectory: string;
            /** @description 分权: decentralised administration. */
            decentralised: boolean;
            /** @description Whether it works. */
            engine: components["schemas"]["EngineNow"];
            /** @description Whether the simulated OA and receivers run. */
            sandbox: boolean;
            /** @description Where secrets are kept. */
            secretStore: components["schemas"]["SecretStoreStatus"];
            /**
             * Format: date-time
             * @description When the engine was started.
             */
            startedAt: string;
            /** @description Version of the program. */
            version: string;
        };
        /**
         * @description System parameter (系统参数).
         * @enum {string}
         */
        SystemParameter: "tenantKey" | "requestId" | "encodedUrl";
        /**
         * @description System variable (系统变量): taken from the moment of the push.
         * @enum {string}
         */
        SystemVariable: "date" | "time" | "dateTime" | "timestampMillis" | "timestampSeconds";
        /** @description What a run has done so far: in deliveries, or in rows of the organisation. */
        Tally: {
            /**
             * Format: int64
             * @description Synchronisation: units, posts and persons that are new.
             * @default 0
             */
            added?: number;
            /**
             * Format: int64
             * @description Synchronisation: those that are otherwise than before.
             * @default 0
             */
            changed?: number;
            /**
             * Format: int64
             * @description History push: requests that were removed from the receiver before.
             * @default 0
             */
            cleaned?: number;
            /**
             * Format: int64
             * @description Deleted.
             * @default 0
             */
            deleted?: number;
            /**
             * Format: int64
             * @description History push: to-dos that were pushed before, and left.
             * @default 0
             */
            duplicates?: number;
            /**
             * Format: int64
             * @description Left for good: sent again as often as is allowed.
             * @default 0
             */
            exhausted?: number;
            /**
             * Format: int64
             * @description A person has no value under the conversion rule, still.
             * @default 0
             */
            failed?: number;
            /**
             * Format: int64
             * @description Real-time push: items on the lists that were read.
             * @default 0
             */
            found?: number;
            /**
             * Format: int64
             * @description Kept back by an interception rule of now.
             * @default 0
             */
            intercepted?: number;
            /**
             * Format: int64
             * @description Synchronisation: persons that do not work here any more (离职).
             * @default 0
             */
            left?: number;
            /**
             * Format: int64
             * @description Looked at.
             * @default 0
             */
            looked?: number;
            /**
             * Format: int64
             * @description Left, because a later one of the same to-do took effect; failed ones are marked as superseded.
             * @default 0
             */
            overtaken?: number;
            /**
             * Format: int64
             * @description Synchronisation: those that the OA does not have any more.
             * @default 0
             */
            removed?: number;
            /**
             * Format: int64
             * @description Put in line to be sent again.
             * @default 0
             */
            sentAgain?: number;
            /**
             * Format: int64
             * @description Left, because there was nothing to do: pending already, superseded, or gone.
             * @default 0
             */
            skipped?: number;
            /**
             * Format: int64
             * @description How many there are to look at, as far as that is known.
             * @default 0
             */
            total?: number;
            /**
             * Format: int64
             * @description History push: rows of requests that could not be removed, and were left.
             * @default 0
             */
            uncleaned?: number;
            /**
             * Format: int64
             * @description Real-time push: persons whose lists could not be read.
             * @default 0
             */
            unread?: number;
            /**
             * Format: int64
             * @description Left for now: a later one is on its way, or the answer may still come.
             * @default 0
             */
            waiting?: number;
        };
        /** @description A target as it is stored. Its secret parameters are markers, never values. */
        Target: components["schemas"]["TargetConfig"] & {
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /** @description Given by the store. */
            id: components["schemas"]["TargetId"];
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updatedAt: string;
        };
        /** @description All that an operator configures about one receiving system. */
        TargetConfig: {
            adapter?: components["schemas"]["AdapterRef"] | null;
            /** @description 定时清理 */
            cleanup?: components["schemas"]["Cleanup"];
            /** @description 补偿设置 */
            compensation?: components["schemas"]["Compensation"];
            /** @description Pace and patience. */
            delivery?: components["schemas"]["DeliveryOptions"];
            /** @description Row T2: off by default. */
            enabled?: boolean;
            /** @description 标识: given by the receiving system, unique. */
            identifier: string;
            /** @description 拦截设置 */
            interception?: components["schemas"]["InterceptionRules"];
            /** @description 系统名称 */
            name: string;
            organization?: components["schemas"]["Organization"] | null;
            /**
             * @description Parameters of the push type (S rows). A secret one is written as text and read as
             *     `{"secret":true,"set":true}`.
             */
            params?: Record<string, never>;
            /** @description 人员转换关系 */
            personKey?: components["schemas"]["PersonKey"];
            /** @description Wire details of the push type that sites differ in; every one has a default. */
            protocol?: Record<string, never>;
            /** @description HTTP proxy on the way to the receiver, `http://host:port`; nothing goes directly. */
            proxy?: string | null;
            /** @description 推送类型 */
            pushType: components["schemas"]["PushType"];
            /** @description 服务端地址 */
            server: components["schemas"]["ServerAddress"];
            /** @description 特殊数据处理 */
            specialData?: components["schemas"]["SpecialData"];
            /** @description TLS towards the receiver. */
            tls?: components["schemas"]["TlsOptions"];
        };
        /** @description What a copy of a target is called. */
        TargetCopy: {
            /** @description 标识 of the copy. */
            identifier: string;
            /** @description 系统名称 of the copy. */
            name: string;
        };
        /**
         * Format: int64
         * @description One receiving system (应用系统).
         */
        TargetId: number;
        /** @description One task. */
        Task: components["schemas"]["Run"] & {
            /**
             * Format: int64
             * @description Rows, or for a real-time push persons, that it is done with; of `tally.total`.
             */
            done: number;
            /** @description What it was asked for. */
            order: components["schemas"]["TaskOrder"];
            /** @description What has come of the deliveries that it put in line. */
            outcome: components["schemas"]["StatusCounts"];
            pace?: components["schemas"]["TaskPace"] | null;
        };
        /** @description What a task was asked for (推送数据条件, row B4). */
        TaskOrder: {
            /** @description What becomes of to-dos that were pushed before. */
            duplicates: components["schemas"]["Duplicates"];
            /**
             * Format: int32
             * @description At most so many in a second, 1 to 10,000.
             */
            perSecond?: number | null;
            /** @description Which rows. */
            rows: components["schemas"]["TaskRows"];
        };
        /** @description How fast a task goes on. */
        TaskPace: {
            /**
             * Format: double
             * @description Rows, or persons, dealt with in a second, over the last ten.
             */
            perSecond: number;
            /**
             * Format: int64
             * @description Until all are dealt with at this rate; nothing while it stands still.
             */
            secondsLeft?: number | null;
        };
        /** @description Which rows a task takes. */
        TaskRows: {
            cleanWith?: components["schemas"]["TargetId"] | null;
            /** @description Which; of the target that is pushed to, unless it names another. */
            filter: components["schemas"]["DeliveryFilter"];
            /** @enum {string} */
            kind: "history";
        } | {
            /** @enum {string} */
            kind: "abnormal";
            /** @description Which task. */
            task: components["schemas"]["RunId"];
        } | {
            /** @description Which. */
            conditions: components["schemas"]["RealTimeConditions"];
            /** @enum {string} */
            kind: "realTime";
        };
        /** @description A variable of a provider's template with its value. */
        TemplateValue: {
            /** @description As the provider names it. */
            name: string;
            /** @description What it is filled with. */
            value: string;
        };
        /** @description One text in the console's two languages. */
        Texts: {
            /** @description English. */
            en: string;
            /** @description Chinese. */
            zh: string;
        };
        /** @description TLS towards the receiver. */
        TlsOptions: {
            /**
             * @description PEM certificates to trust beside the public ones.
             * @default null
             */
            customCa?: string | null;
            /**
             * @description Marked legacy mode: the system's TLS library with its old ciphers, for receivers that know nothing better. TLS 1.0
             *     and 1.1 only where the system still allows them; OpenSSL 3 does not at its usual security level.
             * @default false
             */
            legacy?: boolean;
        };
        /** @description A token as it is listed: never the token itself. */
        TokenEntry: {
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /**
             * Format: int64
             * @description Given by the store.
             */
            id: number;
            /** @description What the operator called it. */
            name: string;
            /** @description What it may be used for. */
            scopes: components["schemas"]["Scope"][];
        };
        /** @description A token to be made. */
        TokenRequest: {
            /** @description What the operator calls it. */
            name: string;
            /** @description What it may be used for. */
            scopes: components["schemas"]["Scope"][];
        };
        /** @description A backup that is being made. */
        UnderWay: {
            /**
             * Format: int64
             * @description Bytes that were copied; afterwards the copy is read back.
             */
            copied: number;
            /**
             * Format: date-time
             * @description Since when.
             */
            since: string;
            /**
             * Format: int64
             * @description Bytes that there are to copy, at most.
             */
            total: number;
        };
        /** @description A subsidiary or a department of the tree. */
        Unit: {
            /** @description Unique among units of its kind. */
            id: string;
            /** @description Subsidiary or department. */
            kind: components["schemas"]["UnitKind"];
            /** @description 名称 */
            name: string;
            /** @description The unit of the same kind above. */
            parent?: string | null;
            /**
             * Format: int32
             * @description Rows of persons that are in it and not below.
             */
            persons: number;
            /** @description The subsidiary of a department. */
            subsidiary?: string | null;
        };
        /**
         * @description What a target belongs to (row T4).
         * @enum {string}
         */
        UnitKind: "subsidiary" | "department";
        /**
         * @description What opens the store.
         * @enum {string}
         */
        UnlockedBy: "os" | "keyFile" | "passphrase";
        /** @description A person whose lists could not be read. */
        UnreadPerson: {
            /** @description Who. */
            person: components["schemas"]["PersonId"];
            /**
             * Format: int64
             * @description Where in the order of the run.
             */
            position: number;
            /** @description Why. */
            reason: string;
        };
        /** @description One stage's verdict on one event. */
        Verdict: {
            /** @description The rule that decided, in words, where there is one. */
            detail?: string | null;
            /** @description What it decided. */
            outcome: components["schemas"]["StageOutcome"];
            /** @description Which stage. */
            stage: components["schemas"]["Stage"];
        };
        /**
         * @description Whether the receiver has opened the item.
         * @enum {string}
         */
        ViewType: "unread" | "read";
        /** @description A backup that is to be put back at the next start. */
        WantedRestore: {
            /**
             * Format: date-time
             * @description Since when.
             */
            at: string;
            /** @description The backup. */
            backup: components["schemas"]["Backup"];
            /** @description Who wants it. */
            by: string;
            /** @description Where it lies. */
            path: string;
        };
        /** @description A list that comes whole: `next` is always nothing. */
        Whole_AdapterClass: {
            /** @description All there is. */
            items: {
                /** @description 实现类 */
                class: string;
                /** @description Oldest first. */
                versions: components["schemas"]["AdapterVersion"][];
            }[];
            /** @description Always nothing; here so that every list has one shape. */
            next?: string | null;
        };
        /** @description A list that comes whole: `next` is always nothing. */
        Whole_BusinessState: {
            /** @description All there is. */
            items: {
                /** @description The word that events carry. */
                code: string;
                /** @description 数据集合 */
                dataSet: components["schemas"]["DataSet"];
                /** @description What the screen shows. */
                name: string;
            }[];
            /** @description Always nothing; here so that every list has one shape. */
            next?: string | null;
        };
        /** @description A list that comes whole: `next` is always nothing. */
        Whole_ChannelSpec: {
            /** @description All there is. */
            items: {
                /** @description What it is for, and what it takes. */
                description: components["schemas"]["Texts"];
                /** @description How many of `params`, counted from the end, are details that mostly stay as they are. */
                details: number;
                /** @description Whether the subject's template is used. */
                hasSubject: boolean;
                /** @description Whether the text's template is used. */
                hasText: boolean;
                /** @description Which one. */
                kind: components["schemas"]["ChannelKind"];
                /**
                 * Format: int32
                 * @description Seconds between messages at least: what the other side allows.
                 */
                leastSeconds: number;
                /**
                 * Format: int32
                 * @description How long alerts are merged by default, in seconds.
                 */
                mergeSeconds: number;
                /**
                 * Format: int32
                 * @description Messages within an hour by default.
                 */
                mostPerHour: number;
                /** @description Its name. */
                name: components["schemas"]["Texts"];
                /** @description What the kind wants to know. */
                params: components["schemas"]["ParamSpec"][];
                /** @description By what it knows its recipients. */
                reaches: components["schemas"]["Reaches"];
            }[];
            /** @description Always nothing; here so that every list has one shape. */
            next?: string | null;
        };
        /** @description A list that comes whole: `next` is always nothing. */
        Whole_ChannelView: {
            /** @description All there is. */
            items: (components["schemas"]["StoredChannel"] & {
                /** @description Whether it can speak on the machine that the engine runs on. */
                here: boolean;
                lastMessage?: components["schemas"]["AlertMessage"] | null;
                /** @description Why it cannot speak as it is set up. */
                problem?: string | null;
            })[];
            /** @description Always nothing; here so that every list has one shape. */
            next?: string | null;
        };
        /** @description A list that comes whole: `next` is always nothing. */
        Whole_Example: {
            /** @description All there is. */
            items: {
                /** @description What it shows. */
                about: components["schemas"]["Texts"];
                /** @description The class name that it goes by. */
                class: string;
                /** @description The script. */
                source: string;
                /** @description What it is called. */
                title: components["schemas"]["Texts"];
            }[];
            /** @description Always nothing; here so that every list has one shape. */
            next?: string | null;
        };
        /** @description A list that comes whole: `next` is always nothing. */
        Whole_PersonEntry: {
            /** @description All there is. */
            items: {
                /** @description Name of the department. */
                department?: string | null;
                /** @description OA person id. */
                id: components["schemas"]["PersonId"];
                /** @description 登录名 */
                loginId?: string | null;
                mainAccount?: components["schemas"]["PersonId"] | null;
                /** @description 姓名 */
                name: string;
            }[];
            /** @description Always nothing; here so that every list has one shape. */
            next?: string | null;
        };
        /** @description A list that comes whole: `next` is always nothing. */
        Whole_PreviewedTarget: {
            /** @description All there is. */
            items: {
                links?: components["schemas"]["Links"] | null;
                /** @description What the receiving system knows the operator by; without it nothing would be sent. */
                mappedReceiver?: string | null;
                /** @description 系统名称 */
                name: string;
                /** @description Why nothing would be sent. */
                problem?: string | null;
                standard?: components["schemas"]["Links"] | null;
                /** @description Which target. */
                targetId: components["schemas"]["TargetId"];
            }[];
            /** @description Always nothing; here so that every list has one shape. */
            next?: string | null;
        };
        /** @description A list that comes whole: `next` is always nothing. */
        Whole_PushTypeSpec: {
            /** @description All there is. */
            items: {
                /** @description The scheme that a new target of this type starts with (row T5). */
                defaultScheme: components["schemas"]["Scheme"];
                /** @description What it speaks to. */
                description: components["schemas"]["Texts"];
                /** @description 实现类: shown when the type is chosen (row T7). */
                implementationClass: string;
                /** @description Its name. */
                name: components["schemas"]["Texts"];
                /** @description Parameters that every target of this type has (`params`). */
                params: components["schemas"]["ParamSpec"][];
                /** @description Wire details that sites differ in (`protocol`), each with a default. */
                protocol: components["schemas"]["ParamSpec"][];
                /** @description Which one. */
                pushType: components["schemas"]["PushType"];
            }[];
            /** @description Always nothing; here so that every list has one shape. */
            next?: string | null;
        };
        /** @description A list that comes whole: `next` is always nothing. */
        Whole_StoredAddress: {
            /** @description All there is. */
            items: (components["schemas"]["PushAddress"] & {
                /**
                 * Format: date-time
                 * @description When it was made.
                 */
                createdAt: string;
                /** @description Given by the store. */
                id: components["schemas"]["AddressId"];
                /**
                 * Format: date-time
                 * @description When it was last changed.
                 */
                updatedAt: string;
            })[];
            /** @description Always nothing; here so that every list has one shape. */
            next?: string | null;
        };
        /** @description A list that comes whole: `next` is always nothing. */
        Whole_Target: {
            /** @description All there is. */
            items: (components["schemas"]["TargetConfig"] & {
                /**
                 * Format: date-time
                 * @description When it was made.
                 */
                createdAt: string;
                /** @description Given by the store. */
                id: components["schemas"]["TargetId"];
                /**
                 * Format: date-time
                 * @description When it was last changed.
                 */
                updatedAt: string;
            })[];
            /** @description Always nothing; here so that every list has one shape. */
            next?: string | null;
        };
        /** @description A list that comes whole: `next` is always nothing. */
        Whole_TokenEntry: {
            /** @description All there is. */
            items: {
                /**
                 * Format: date-time
                 * @description When it was made.
                 */
                createdAt: string;
                /**
                 * Format: int64
                 * @description Given by the store.
                 */
                id: number;
                /** @description What the operator called it. */
                name: string;
                /** @description What it may be used for. */
                scopes: components["schemas"]["Scope"][];
            }[];
            /** @description Always nothing; here so that every list has one shape. */
            next?: string | null;
        };
        /** @description A workflow template (流程). */
        Workflow: {
            /** @description Id of the template. */
            id: components["schemas"]["WorkflowId"];
            /** @description 名称 */
            name: string;
            /** @description 流程类型 */
            typeId: components["schemas"]["WorkflowTypeId"];
            /** @description Name of the type. */
            typeName?: string | null;
        };
        /** @description Every template, and the types that they are grouped by. */
        WorkflowCatalogue: {
            /** @description By id. */
            types: components["schemas"]["WorkflowType"][];
            /** @description By type, then by id. */
            workflows: components["schemas"]["Workflow"][];
        };
        /** @description A workflow template (流程). */
        WorkflowId: string;
        /** @description The workflow interface (protocol facts, 7.1). */
        WorkflowOptions: {
            /**
             * @description How many there are of them.
             * @default /api/workflow/paService/getHandledWorkflowRequestCount
             */
            doneCountPath?: string;
            /**
             * @description 已办
             * @default /api/workflow/paService/getHandledWorkflowRequestList
             */
            doneListPath?: string;
            /**
             * Format: int32
             * @description Rows of a page, 10 to 1,000.
             * @default 100
             */
            pageSize?: number;
            /**
             * Format: int32
             * @description Persons that are asked about at once, 1 to 32.
             * @default 8
             */
            parallel?: number;
            /**
             * @description How many there are of them.
             * @default /api/workflow/paService/getToDoWorkflowRequestCount
             */
            todoCountPath?: string;
            /**
             * @description 待办
             * @default /api/workflow/paService/getToDoWorkflowRequestList
             */
            todoListPath?: string;
        };
        /** @description Workflow interception (流程拦截). */
        WorkflowRules: {
            /**
             * @description Which templates are on the list.
             * @default []
             */
            ids?: components["schemas"]["WorkflowId"][];
            /**
             * @description All, allow list or deny list.
             * @default all
             */
            mode?: components["schemas"]["ListMode"];
        };
        /** @description A type of workflows with how many templates it has. */
        WorkflowType: {
            /** @description Id of the type. */
            id: components["schemas"]["WorkflowTypeId"];
            /** @description Its name, as far as it was said. */
            name?: string | null;
            /**
             * Format: int32
             * @description Templates of the type.
             */
            workflows: number;
        };
        /** @description A group of workflow templates (流程类型). */
        WorkflowTypeId: string;
        /** @description Workflow type groups (流程类型分组拦截): whole types that are intercepted. */
        WorkflowTypeRules: {
            /**
             * @description Types to intercept.
             * @default []
             */
            ids?: components["schemas"]["WorkflowTypeId"][];
        };
        /** @description A cell that cannot be used. */
        WrongCell: {
            /** @description Stable code. */
            code: string;
            /** @description Which column, by the name that we have for it. */
            column: string;
            /** @description What is wrong with it. */
            message: string;
            /**
             * Format: int32
             * @description Row as a sheet program counts it, from 1.
             */
            row: number;
            /** @description Name of the sheet; empty for CSV. */
            sheet: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listAdapterExamples: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Whole_Example"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    listAdapters: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Whole_AdapterClass"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    createAdapter: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAdapter"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdapterSource"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    getAdapter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which class */
                class: string;
                /** @description Which version */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdapterSource"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    deleteAdapter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which class */
                class: string;
                /** @description Which version */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    checkAdapter: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScriptBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdapterCheck"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    tryAdapter: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AdapterTrial"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttemptEntry"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    listChannelKinds: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Whole_ChannelSpec"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    listAlertChannels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Whole_ChannelView"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    createAlertChannel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "enabled": true,
                 *       "kind": "dingtalk",
                 *       "mergeSeconds": 60,
                 *       "mostPerHour": 60,
                 *       "name": "运维群",
                 *       "params": {
                 *         "signSecret": "SEC…",
                 *         "webhook": "https://oapi.dingtalk.com/robot/send?access_token=…"
                 *       },
                 *       "recipients": {
                 *         "persons": [
                 *           "1"
                 *         ],
                 *         "roles": []
                 *       },
                 *       "tells": [
                 *         "breakerOpened",
                 *         "breakerRecovered"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ChannelConfig"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredChannel"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    getAlertChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which channel */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredChannel"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    updateAlertChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which channel */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChannelConfig"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredChannel"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    deleteAlertChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which channel */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `CHANNEL_STAYS`: the one of this machine can only be disabled */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    listAlertMessages: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string;
                /** @description One channel. */
                channelId?: number;
                /** @description Most rows of the page. */
                limit?: number;
                /** @description One state. */
                state?: components["schemas"]["MessageState"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_AlertMessage"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    retryAlertMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which message */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is tried now. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MESSAGE_IS_OVER`: it was taken, or its channel is disabled or gone */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    previewAlert: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlertDraft"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertPreview"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    testAlert: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlertDraft"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertTest"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    listAudit: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string;
                /** @description One kind of thing. */
                kind?: components["schemas"]["ObjectKind"];
                /** @description Most rows of the page. */
                limit?: number;
                /** @description One thing of that kind. */
                objectId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_AuditEntry"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    listBreakerOpenings: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string;
                /** @description Most rows of the page. */
                limit?: number;
                /** @description 应用系统 */
                targetId?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Opening"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    listBusinessStates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Whole_BusinessState"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    putBusinessState: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BusinessState"];
            };
        };
        responses: {
            /** @description It is there. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    deleteBusinessState: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The word of it */
                code: string;
                /** @description 数据集合 */
                dataSet: components["schemas"]["DataSet"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    exportConfiguration: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/toml": string;
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    importConfiguration: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfigurationBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comparison"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    testConnection: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectionTest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionReport"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    listDeliveries: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string;
                /** @description 业务数据状态 */
                businessState?: string;
                /** @description 创建人, an OA person id */
                creator?: string;
                /** @description 数据集合 */
                dataSet?: components["schemas"]["DataSet"];
                /** @description Planned at or after. */
                from?: string;
                /** @description Most rows of the page. */
                limit?: number;
                /** @description 接收人, an OA person id */
                receiver?: string;
                /** @description 流程ID, whole */
                requestId?: string;
                /** @description 推送状态 */
                status?: components["schemas"]["Status"];
                /** @description 应用系统 */
                targetId?: number;
                /** @description Characters of the title or of the workflow's name; words apart by blanks must all be there. */
                text?: string;
                /** @description Planned before. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_DeliveryItem"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    getDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which delivery */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryDetail"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    countDeliveries: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Counting"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Counted"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    getDirectory: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DirectoryDocument"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    replaceDirectory: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "departments": [
                 *         {
                 *           "id": "12",
                 *           "name": "财务部",
                 *           "parent": null,
                 *           "subsidiary": "1"
                 *         }
                 *       ],
                 *       "groups": [
                 *         {
                 *           "id": "g1",
                 *           "name": "管理员",
                 *           "persons": [
                 *             "1001"
                 *           ]
                 *         }
                 *       ],
                 *       "persons": [
                 *         {
                 *           "active": true,
                 *           "certificateNo": null,
                 *           "department": "12",
                 *           "email": "zs@example.com",
                 *           "externalId": null,
                 *           "id": "1001",
                 *           "loginId": "zhangsan",
                 *           "mainAccount": null,
                 *           "mobile": "13800000000",
                 *           "name": "张三",
                 *           "post": "7",
                 *           "subsidiary": "1",
                 *           "workCode": "E001"
                 *         }
                 *       ],
                 *       "posts": [
                 *         {
                 *           "id": "7",
                 *           "name": "会计"
                 *         }
                 *       ],
                 *       "roles": [
                 *         {
                 *           "id": "r1",
                 *           "name": "财务主管",
                 *           "persons": [
                 *             "1001"
                 *           ]
                 *         }
                 *       ],
                 *       "subsidiaries": [
                 *         {
                 *           "id": "1",
                 *           "name": "总部",
                 *           "parent": null
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["DirectoryDocument"];
            };
        };
        responses: {
            /** @description It is replaced. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    importDirectory: {
        parameters: {
            query?: {
                /** @description Nothing is changed, only compared. */
                preview?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": number[];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DirectoryImported"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    getPersonList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which one */
                id: string;
                /** @description Group or role */
                kind: components["schemas"]["ListKind"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonList"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    putPersonList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which one */
                id: string;
                /** @description Group or role */
                kind: components["schemas"]["ListKind"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonListBody"];
            };
        };
        responses: {
            /** @description It is there. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    deletePersonList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which one */
                id: string;
                /** @description Group or role */
                kind: components["schemas"]["ListKind"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    listPeople: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string;
                /** @description With what lies below the unit. */
                includeBelow?: boolean;
                /** @description Most rows of the page. */
                limit?: number;
                /** @description Id of a group or role. */
                list?: string;
                /** @description Kind of `list`. */
                listKind?: components["schemas"]["ListKind"];
                /** @description Id of a post. */
                post?: string;
                /** @description A part of the name, id, login name, work code, mobile or e-mail. */
                text?: string;
                /** @description Id of a subsidiary or department. */
                unit?: string;
                /** @description Kind of `unit`. */
                unitKind?: components["schemas"]["UnitKind"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_PersonRow"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    getDirectoryStructure: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Structure"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    beginSynchronisation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSynchronisation"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No connection is set. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RUN_UNDER_WAY` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    dryRun: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DryRunQuestion"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRun"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    takeBatch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description At most 5,000 events and 8 MiB. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "batchId": "oa1-20261122-000123",
                 *       "events": [
                 *         {
                 *           "businessState": "pending",
                 *           "createdAt": "2026-11-22T09:00:00+08:00",
                 *           "creator": "1001",
                 *           "dataSet": "todo",
                 *           "nodeId": "12",
                 *           "nodeName": "部门经理审批",
                 *           "occurredAt": "2026-11-22T09:01:00.123+08:00",
                 *           "receivedAt": "2026-11-22T09:01:00+08:00",
                 *           "receiver": "1002",
                 *           "receiverIdentity": "1002-2",
                 *           "requestId": "100234",
                 *           "requestName": "差旅报销-20261122",
                 *           "viewType": "unread",
                 *           "workflowId": "54",
                 *           "workflowName": "差旅报销",
                 *           "workflowTypeId": "3",
                 *           "workflowTypeName": "财务"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["Batch"];
            };
        };
        responses: {
            /** @description The batch is on disk, now or since the first time. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_LARGE` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BUSY`: too much is under way at once. */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE` */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReach: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReachQuestion"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reach"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    tryInterception: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InterceptionTrial"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InterceptionAnswer"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    streamLive: {
        parameters: {
            query?: {
                /** @description 业务数据状态 */
                businessState?: string;
                /** @description 创建人 */
                creator?: string;
                /** @description 数据集合 */
                dataSet?: components["schemas"]["DataSet"];
                /** @description 接收人 */
                receiver?: string;
                /** @description 流程ID */
                requestId?: string;
                /** @description 推送状态 */
                status?: components["schemas"]["Status"];
                /** @description 应用系统 */
                targetId?: number;
                /** @description Characters of the title or of the workflow's name. */
                text?: string;
                /**
                 * @description `deliveries`, `pulse`, `breaker`, comma between them; all when left out.
                 * @example deliveries,pulse
                 */
                topics?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["LiveData"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    getOa: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OaView"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    replaceOa: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OaConnection"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OaView"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
    checkOa: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OaCheckQuestion"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OaCheck"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No connection is set. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    countRealTime: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RealTimeCounting"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RealTimeCount"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No connection is set. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    registerOa: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is registered. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No connection is set. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OA_CALL_FAILED` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    getOverview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Overview"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    listPersons: {
        parameters: {
            query?: {
                /** @description The very id: that person or nobody; `text` is not read then. */
                id?: string;
                /** @description Most persons. */
                limit?: number;
                /** @description A part of the name, login name, work code or id. */
                text?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Whole_PersonEntry"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    listPushAddresses: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Whole_StoredAddress"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    createPushAddress: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "bindings": [
                 *         {
                 *           "adaptive": false,
                 *           "app": false,
                 *           "pc": true,
                 *           "target": 1
                 *         }
                 *       ],
                 *       "enabled": true,
                 *       "name": "门户单点登录",
                 *       "parameters": [
                 *         {
                 *           "name": "url",
                 *           "remark": "",
                 *           "value": {
                 *             "kind": "systemParameter",
                 *             "parameter": "encodedUrl"
                 *           }
                 *         }
                 *       ],
                 *       "prefix": "http://sso.example.com/go",
                 *       "redirect": true
                 *     }
                 */
                "application/json": components["schemas"]["PushAddress"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredAddress"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    getPushAddress: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which push address */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredAddress"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    updatePushAddress: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which push address */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PushAddress"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredAddress"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    deletePushAddress: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which push address */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    previewPushAddress: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddressPreview"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Whole_PreviewedTarget"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    listPushTypes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Whole_PushTypeSpec"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    listRuns: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string;
                /** @description One kind. */
                kind?: components["schemas"]["RunKind"];
                /** @description Most rows of the page. */
                limit?: number;
                /** @description 应用系统 */
                targetId?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Run"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    beginRun: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRun"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RUN_UNDER_WAY` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    getRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which run */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunDetail"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    stopRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which run */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It ends after the step that it is in. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RUN_IS_OVER` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    getSandbox: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SandboxStatus"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    putSandboxOa: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SandboxOaSettings"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SandboxOa"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["SandboxProblem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    putSandboxInterface: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SandboxInterfaceSettings"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SandboxInterface"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["SandboxProblem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    actOnSandboxInterface: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SandboxInterfaceAct"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SandboxInterfaceActed"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["SandboxProblem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    listSandboxRequests: {
        parameters: {
            query?: {
                /** @description 1 to 500; 50 where it is left out. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SandboxRequests"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["SandboxProblem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    startSandboxRequest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SandboxNewRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SandboxStartedRequest"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["SandboxProblem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["SandboxProblem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["SandboxProblem"];
                };
            };
        };
    };
    actOnSandboxRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of an open request */
                requestId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SandboxAct"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SandboxActed"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["SandboxProblem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["SandboxProblem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["SandboxProblem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["SandboxProblem"];
                };
            };
        };
    };
    getSandboxReceiverAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which receiver */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SandboxAccount"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["SandboxProblem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    forgetSandboxReceiverSignOns: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `e10` or `esb` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SandboxReceiver"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["SandboxProblem"];
                };
            };
            /** @description The receiver's protocol has no sign-on */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["SandboxProblem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    listSandboxReceiverItems: {
        parameters: {
            query: {
                list?: "todo" | "done" | "closed";
                /** @description OA person id */
                person: string;
            };
            header?: never;
            path: {
                /** @description Id of a receiver, such as `ecology` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SandboxItems"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["SandboxProblem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["SandboxProblem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    listSandboxReceiverMessages: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of a receiver, such as `ecology` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SandboxMessages"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["SandboxProblem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    listSandboxReceiverPersons: {
        parameters: {
            query?: {
                /** @description Part of the name, the login name or the person id. */
                text?: string;
            };
            header?: never;
            path: {
                /** @description Id of a receiver, such as `ecology` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SandboxPersons"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["SandboxProblem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    putSandboxReceiverTrouble: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of a receiver, such as `ecology` */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SandboxTroubleSetting"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SandboxReceiver"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["SandboxProblem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["SandboxProblem"];
                };
            };
            /** @description `tokenSeconds` for a receiver without a sign-on */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["SandboxProblem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["SandboxProblem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    listNextTimes: {
        parameters: {
            query: {
                /** @description Six fields, seconds first. */
                cron: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ahead"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    getSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Installation"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    replaceSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Installation"];
            };
        };
        responses: {
            /** @description It is set. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    getSystem: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["System"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    replaceBackupPlan: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BackupPlan"];
            };
        };
        responses: {
            /** @description It is kept. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    listBackups: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Backups"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    beginBackup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is being made. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BACKUP_UNDER_WAY` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    deleteBackup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which backup */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BACKUP_IS_WANTED` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    checkBackup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which backup */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is sound. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Backup"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BACKUP_NOT_SOUND` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    wantRestore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which backup */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is put back when the program starts next. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BACKUP_NOT_SOUND` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    getDiagnostics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Diagnostics"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    forgetRestore: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Nothing is put back. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    listTargets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Whole_Target"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    createTarget: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "enabled": true,
                 *       "identifier": "portal",
                 *       "name": "集团门户",
                 *       "params": {
                 *         "sysCode": "OA1",
                 *         "toViewRemark": false
                 *       },
                 *       "personKey": "userId",
                 *       "pushType": "ecology",
                 *       "server": {
                 *         "authority": "127.0.0.1:9001",
                 *         "basePath": "",
                 *         "scheme": "http"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["TargetConfig"];
            };
        };
        responses: {
            201: {
                headers: {
                    /** @description Path of the target */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Target"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    getTarget: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which target */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Target"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    updateTarget: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which target */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TargetConfig"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Target"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    deleteTarget: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which target */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    copyTarget: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which target */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TargetCopy"];
            };
        };
        responses: {
            201: {
                headers: {
                    /** @description Path of the copy */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Target"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    getDeletionImpact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which target */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeletionImpact"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    dryRunTarget: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which target */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Event"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRun"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    holdTarget: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which target */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Holding"];
            };
        };
        responses: {
            /** @description It is held. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    releaseTarget: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which target */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is not held. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    listPersonMapping: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string;
                /** @description Most rows of the page. */
                limit?: number;
                /** @description A part of the person's id or name, or of the value. */
                text?: string;
            };
            header?: never;
            path: {
                /** @description Which target */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_MappingRow"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    putPersonMappingRow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which target */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonMapping"];
            };
        };
        responses: {
            /** @description It is there. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    deletePersonMappingRow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which target */
                id: number;
                /** @description OA person id */
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    importPersonMapping: {
        parameters: {
            query?: {
                /** @description Nothing is changed, only counted. */
                preview?: boolean;
                /** @description Rows that the sheet does not have are taken out. */
                replace?: boolean;
                /** @description Wrong rows are left out; without it one wrong row refuses the sheet. */
                skipWrong?: boolean;
            };
            header?: never;
            path: {
                /** @description Which target */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": number[];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MappingImported"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    listPersonsWithoutValue: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string;
                /** @description Most rows of the page. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Which target */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_PersonWithoutValue"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    probeTarget: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which target */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is on its way, where the breaker is open. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    reconcileTarget: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which target */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReconciliationQuestion"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reconciliation"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    releaseTargets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description None is held. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    listTasks: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string;
                /** @description Most rows of the page. */
                limit?: number;
                /** @description Begun at or after; seven days ago unless given. Those that are under way are always there. */
                since?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Task"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    createTasks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTasks"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"][];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RUN_UNDER_WAY` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    getTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which task */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    deleteTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which task */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RUN_UNDER_WAY` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    listAbnormalRows: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string;
                /** @description Most rows of the page. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Which task */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_DeliveryItem"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    exportAbnormalRows: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which task */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The workbook. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    setTaskPace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which task */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PaceLimit"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RUN_IS_OVER` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    pauseTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which task */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It rests after the step that it is in. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RUN_IS_OVER` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    retryTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which task */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"][];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RUN_NOT_OVER`, `RUN_UNDER_WAY` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    startTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which task */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RUN_IS_OVER`: it is under way or over; `RUN_UNDER_WAY`: another is */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    listUnreadPersons: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string;
                /** @description Most rows of the page. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Which task */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_UnreadPerson"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    listTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Whole_TokenEntry"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    createToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewToken"];
                };
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    revokeToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which token */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is useless now. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    listWorkflows: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowCatalogue"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    putWorkflows: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewWorkflows"];
            };
        };
        responses: {
            /** @description They are there. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_INPUT`: `fields` names each wrong field; nothing was taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: no good token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUT_OF_SCOPE`, `WRONG_HOST` or `FOREIGN_ORIGIN`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_LARGE`: more than this operation takes, mostly 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: a fault of ours; the log says more under the trace id. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_UNAVAILABLE`: come again. */
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
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Prometheus' text format */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
        };
    };
    deleteRequestLog: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchedulerAnswer"];
                };
            };
            /** @description `RUN_UNDER_WAY`: all of them are under way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pushRequest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchedulerAnswer"];
                };
            };
            /** @description `RUN_UNDER_WAY`: all of them are under way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description `STORE_UNAVAILABLE` or `STOPPING` */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
