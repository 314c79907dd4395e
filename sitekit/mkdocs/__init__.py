"""The only room that knows MkDocs and Material: its events, its navigation, its server, the policy of its pages."""
