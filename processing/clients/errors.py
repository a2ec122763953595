"""What can go wrong with an outside service, as one family."""


class ServiceError(Exception):
    """An outside service failed; the message is for people.

    `service` names it ("openai", "worldcat"). `retryable` says whether the same request may
    succeed later; `retry_after` is in seconds, None where the service did not say.
    """

    def __init__(
        self, message: str, *, service: str, retryable: bool, retry_after: float | None = None
    ) -> None:
        super().__init__(message)
        self.service = service
        self.retryable = retryable
        self.retry_after = retry_after
